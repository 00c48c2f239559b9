// An OpenID Connect provider with opaque access tokens. The login_hint of a request logs in, without a page.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [application, secret] = process.argv.slice(2);

function client(name, properties) {
    return {
        client_id: name,
        client_secret: secret,
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${application}/${name}/access`],
        ...properties,
    };
}

const server = createServer();
server.listen(0, 'localhost', () => {
    const url = `http://localhost:${server.address().port}`;
    const provider = new Provider(url, {
        clients: [
            client('shop', { backchannel_logout_uri: `${application}/shop/back` }),
            client('club', { post_logout_redirect_uris: [`${application}/club/left`] }),
            client('api', { grant_types: [], response_types: [], redirect_uris: [] }),
        ],
        cookies: { keys: [secret] },
        features: {
            backchannelLogout: { enabled: true },
            devInteractions: { enabled: false },
            introspection: { enabled: true },
        },
        findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
        // back-channel logout to a loopback address, which the provider refuses by default
        fetch: (target, { dispatcher, ...options }) => fetch(target, options),
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
        ttl: { AccessToken: 300, Grant: 3600, IdToken: 600, Interaction: 600, RefreshToken: 3600, Session: 3600 },
    });
    const answer = provider.callback();
    server.on('request', async (request, response) => {
        if (request.url.startsWith('/interaction/')) {
            const { params } = await provider.interactionDetails(request, response);
            await provider.interactionFinished(request, response, { login: { accountId: params.login_hint } });
        } else {
            answer(request, response);
        }
    });
    console.log(url);
});
