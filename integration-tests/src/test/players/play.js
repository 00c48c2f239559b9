/*
 * Plays a URL in the page's video element with one of the players. The test reads window.played:
 * 'loading', 'ended', or why the player stopped.
 */
const PLAYERS = {
    HLS_JS: (video, url, stopped) => {
        const player = new Hls();
        player.on(Hls.Events.ERROR, (event, { fatal, details }) => {
            if (fatal) {
                stopped(details);
            }
        });
        player.loadSource(url);
        player.attachMedia(video);
    },
    SHAKA: async (video, url, stopped) => {
        const player = new shaka.Player();
        player.addEventListener('error', ({ detail }) => stopped(`error ${detail.code}`));
        await player.attach(video);
        await player.load(url).catch(({ code }) => stopped(`error ${code}`));
    },
    DASH_JS: (video, url, stopped) => {
        const player = dashjs.MediaPlayer().create();
        player.updateSettings({ debug: { logLevel: dashjs.Debug.LOG_LEVEL_NONE } });
        player.on('error', ({ error }) => stopped(`error ${error.code}`));
        player.initialize(video, url, false);
    },
};

function play(name, url) {
    const video = document.querySelector('video');
    window.played = 'loading';
    // The end is where nothing is left to play, because dash.js does not always tell the video element that everything is
    // loaded.
    video.addEventListener('timeupdate', () => {
        if (video.duration - video.currentTime < 0.1) {
            window.played = 'ended';
        }
    });
    video.addEventListener('ended', () => { window.played = 'ended'; });
    video.addEventListener('loadedmetadata', () => {
        video.playbackRate = 2;
        video.play();
    });
    PLAYERS[name](video, url, reason => { window.played = reason; });
}
