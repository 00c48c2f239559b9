// An OpenID Connect provider with a login form, short tokens, and refresh tokens. POST /end ends all sessions.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [secret, lifetime] = process.argv.slice(2);

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
            redirect_uris: ['http://localhost/any'] }],
        conformIdTokenClaims: false,
        cookies: { keys: [secret] },
        features: { devInteractions: { enabled: false } },
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
        ttl: { AccessToken: +lifetime, Grant: 3600, IdToken: +lifetime, Interaction: 600, RefreshToken: 3600, Session: 3600 },
    });
    // the port of the local edge is not known yet
    provider.Client.prototype.redirectUriAllowed = uri => uri.startsWith('http://localhost:');
    const answer = provider.callback();
    server.on('request', async (request, response) => {
        if (request.url === '/end') {
            ['AccessToken', 'Grant', 'RefreshToken', 'Session'].forEach(name => stores.get(name)?.clear());
            response.end();
        } else if (!request.url.startsWith('/interaction/')) {
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
