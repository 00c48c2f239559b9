import { createRoot } from 'react-dom/client';

async function show(album, login) {
    const response = await fetch(`http://localhost:8080/albums/${album}/pictures`, {
        headers: { Authorization: login }, // <1>
    });
    if (!response.ok) {
        throw new Error(`status ${response.status}`);
    }
    const pictures = await response.json();
    createRoot(document.getElementById('root'))
        .render(pictures.map(url => <img key={url} src={url} alt="" />)); // <2>
}

show('alps', 'Basic ' + btoa('alice:wonderland'));
