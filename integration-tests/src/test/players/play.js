/*
 * Plays a URL in the page's video element with one of the players. The test reads window.played:
 * 'loading', 'ended', or why the player stopped. It reads window.furthest, too, because dash.js may go back half a second at
 * the end.
 */
const PLAYERS = {
    HLS_JS: (video, url, stopped, { credentials, buffer }) => {
        const player = new Hls({
            maxBufferLength: buffer,
            maxMaxBufferLength: buffer,
            xhrSetup: request => { request.withCredentials = credentials; },
        });
        player.on(Hls.Events.ERROR, (event, { fatal, details }) => {
            if (fatal) {
                stopped(details);
            }
        });
        player.loadSource(url);
        player.attachMedia(video);
    },
    SHAKA: async (video, url, stopped, { credentials, buffer }) => {
        const player = new shaka.Player();
        player.configure('streaming.bufferingGoal', buffer);
        player.addEventListener('error', ({ detail }) => stopped(`error ${detail.code}`));
        player.getNetworkingEngine().registerRequestFilter((type, request) => {
            request.allowCrossSiteCredentials = credentials;
        });
        await player.attach(video);
        const interstitials = document.createElement('div');
        document.body.append(interstitials);
        player.getAdManager().setContainers(interstitials, null);
        await player.load(url).catch(({ code }) => stopped(`error ${code}`));
    },
    DASH_JS: (video, url, stopped, { credentials, buffer }) => {
        const player = dashjs.MediaPlayer().create();
        player.updateSettings({ debug: { logLevel: dashjs.Debug.LOG_LEVEL_NONE },
            streaming: { buffer: { bufferTimeDefault: buffer, bufferTimeAtTopQuality: buffer } } });
        player.setXHRWithCredentialsForType(null, credentials);
        player.on('error', ({ error }) => stopped(`error ${error.code}`));
        player.initialize(video, url, false);
    },
    VIDEO_JS: (video, url, stopped, { credentials }) => {
        const player = videojs(video, { html5: { vhs: { overrideNative: true, withCredentials: credentials } } });
        player.on('error', () => stopped(`error ${player.error().code}`));
        player.src({ src: url, type: url.includes('.mpd') ? 'application/dash+xml' : 'application/vnd.apple.mpegurl' });
    },
    RX_PLAYER: (video, url, stopped) => {
        const player = new RxPlayer.default({ videoElement: video });
        player.addEventListener('error', ({ code }) => stopped(`error ${code}`));
        player.loadVideo({ url, transport: 'dash', autoPlay: false });
    },
};

/**
 * @param rate how fast
 * @param credentials whether the player sends cookies to other origins, if it can be configured
 * @param buffer how many seconds the player loads in advance, if it can be configured
 */
function play(name, url, { rate = 2, credentials = false, buffer = 30 }) {
    const video = document.querySelector('video');
    window.played = 'loading';
    window.furthest = 0;
    // The end is where nothing is left to play, because dash.js does not always tell the video element that everything is
    // loaded.
    video.addEventListener('timeupdate', () => {
        window.furthest = Math.max(window.furthest, video.currentTime);
        if (video.duration - video.currentTime < 0.1) {
            window.played = 'ended';
        }
    });
    video.addEventListener('ended', () => { window.played = 'ended'; });
    video.addEventListener('loadedmetadata', () => {
        video.playbackRate = rate;
        video.play();
    });
    PLAYERS[name](video, url, reason => { window.played = reason; }, { credentials, buffer });
}
