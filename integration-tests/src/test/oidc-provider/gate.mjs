// An OpenID Connect provider with a login form, tokens of any lifetime, and refresh tokens. GET /sessions lists its sessions, and
// POST /sessions/ID ends one with a back-channel logout. POST /end ends all, and tells nobody. POST /lifetime/SECONDS is for tokens.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [application, secret, seconds] = process.argv.slice(2);
let lifetime = +seconds;

/** What the provider knows, so that it can forget it. */
const stores = new Map();

class Store {
    constructor(name) {
        this.entries = new Map();
        stores.set(name, this.entries);
    }
    async upsert(id, payload) { this.entries.set(id, payload); }
    async find(id) { return this.entries.get(id); }
    async findByUid(uid) { return [...this.entries.values()].find(payload => payload.uid === uid); }
    async consume(id) { this.entries.get(id).consumed = true; }
    async destroy(id) { this.entries.delete(id); }
    async revokeByGrantId() { }
}

const server = createServer();
server.listen(0, 'localhost', () => {
    const url = `http://localhost:${server.address().port}`;
    const provider = new Provider(url, {
        adapter: Store,
        claims: { openid: ['sub', 'groups'] },
        clients: [{ client_id: 'gallery', client_secret: secret, grant_types: ['authorization_code', 'refresh_token'],
            redirect_uris: ['http://localhost/any'], post_logout_redirect_uris: ['http://localhost/any'],
            backchannel_logout_uri: `${application}/back-channel-logout`, backchannel_logout_session_required: true }],
        conformIdTokenClaims: false,
        cookies: { keys: [secret] },
        features: { backchannelLogout: { enabled: true }, devInteractions: { enabled: false } },
        // back-channel logout to a loopback address, which the provider refuses by default
        fetch: (target, { dispatcher, ...options }) => fetch(target, options),
        findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, groups: ['user'] }) }),
        interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
        issueRefreshToken: () => true,
        loadExistingGrant: async context => {
            const grant = new context.oidc.provider.Grant({
                accountId: context.oidc.session.accountId,
                clientId: context.oidc.client.clientId,
            });
            grant.addOIDCScope('openid');
            await grant.save();
            return grant;
        },
        rotateRefreshToken: true,
        ttl: { AccessToken: () => lifetime, Grant: 3600, IdToken: () => lifetime, Interaction: 600, RefreshToken: 3600,
            Session: 3600 },
    });
    // the port of the local edge is not known yet
    provider.Client.prototype.redirectUriAllowed = uri => uri.startsWith('http://localhost:');
    provider.Client.prototype.postLogoutRedirectUriAllowed = uri => uri.startsWith('http://localhost:');

    const sessions = () => [...stores.get('Session')?.values() ?? []].filter(session => session.accountId);
    const endSession = async uid => {
        const session = await provider.Session.findByUid(uid);
        const client = await provider.Client.find('gallery');
        await client.backchannelLogout(session.accountId, session.sidFor('gallery'));
        await session.destroy();
    };

    const answer = provider.callback();
    server.on('request', async (request, response) => {
        const [, page, detail] = request.url.split('/');
        if (page === 'end') {
            ['AccessToken', 'Grant', 'RefreshToken', 'Session'].forEach(name => stores.get(name)?.clear());
            response.end();
        } else if (page === 'lifetime') {
            lifetime = +detail;
            response.end();
        } else if (page === 'sessions' && request.method === 'POST') {
            await endSession(detail);
            response.end();
        } else if (page === 'sessions') {
            response.end(sessions().map(session => session.uid).join(' '));
        } else if (page !== 'interaction') {
            answer(request, response);
        } else if (request.method === 'POST') {
            await provider.interactionFinished(request, response, { login: { accountId: 'alice' } });
        } else {
            response.setHeader('Content-Type', 'text/html');
            response.end('<!DOCTYPE html><title>Log in</title><form method="post"><button>Log in</button></form>');
        }
    });
    console.log(url);
});
