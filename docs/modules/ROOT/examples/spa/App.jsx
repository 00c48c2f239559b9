import { useEffect, useState } from 'react';

const application = import.meta.env.VITE_APPLICATION; // such as https://app.example.com
const distribution = import.meta.env.VITE_DISTRIBUTION; // such as https://media.example.com

async function open(album, login) {
    const response = await fetch(`${application}/access/${album}`, {
        method: 'POST',
        credentials: 'include', // <1>
        headers: { Authorization: login },
    });
    if (!response.ok) {
        throw new Error(`status ${response.status}`);
    }
    return {
        pictures: await response.json(),
        seconds: Number(response.headers.get('CloudFront-Signer-Expires')), // <2>
    };
}

export default function App({ album, login }) {
    const [pictures, setPictures] = useState([]);

    useEffect(() => {
        let shown = true;
        const renew = async () => {
            const grant = await open(album, login);
            if (shown) {
                setPictures(grant.pictures);
                setTimeout(() => shown && renew(), grant.seconds * 500); // <3>
            }
        };
        renew();
        return () => {
            shown = false;
        };
    }, [album, login]);

    return pictures.map(path => <img key={path} src={distribution + path} alt="" />); // <4>
}
