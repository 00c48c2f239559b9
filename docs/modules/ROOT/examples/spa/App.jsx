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
    const [failure, setFailure] = useState(null);

    useEffect(() => {
        let shown = true;
        let timer;
        const renew = async () => {
            try {
                const grant = await open(album, login);
                if (shown) {
                    setPictures(grant.pictures);
                    setFailure(null);
                    timer = setTimeout(renew, Math.max(grant.seconds * 500, 10_000)); // <3>
                }
            } catch (error) {
                if (shown) {
                    setFailure(error); // <4>
                }
            }
        };
        renew();
        return () => {
            shown = false;
            clearTimeout(timer);
        };
    }, [album, login]);

    return failure ? <p>{failure.message}</p>
        : pictures.map(path => <img key={path} src={distribution + path} alt="" />); // <5>
}
