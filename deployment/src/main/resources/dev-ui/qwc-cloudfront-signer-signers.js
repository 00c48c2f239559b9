import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/button';
import '@vaadin/details';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import { copy, duration, problemOf, shared, signerName } from './cloudfront-signer.js';

/** The signers and their keys, of which only public ones are shown. */
export class QwcCloudfrontSignerSigners extends QwcHotReloadElement {

    static styles = [shared, css`
        .summary {
            white-space: normal;
        }
        pre {
            margin: 0 0 var(--lumo-space-s);
            white-space: pre-wrap;
            overflow-wrap: anywhere;
        }
    `];

    static properties = {
        _signers: { state: true },
        _edge: { state: true },
        _problem: { state: true }
    };

    jsonRpc = new JsonRpc(this);

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    hotReload() {
        Promise.all([this.jsonRpc.signers(), this.jsonRpc.edge()]).then(([signers, edge]) => {
            this._problem = null;
            this._edge = edge.result;
            this._signers = signers.result;
        }).catch(failure => this._problem = problemOf(failure));
    }

    render() {
        if (this._problem) {
            return html`<p role="alert">${this._problem}</p>`;
        }
        if (!this._signers) {
            return html`<vaadin-progress-bar indeterminate aria-label="Loading"></vaadin-progress-bar>`;
        }
        if (this._signers.length === 0) {
            return html`<p>No signer is configured, and none is used. Write <code>@SignedResource</code> on a REST method.</p>`;
        }
        return this._signers.map(signer => this._renderSigner(signer));
    }

    _renderSigner(signer) {
        return html`
            <section class="card" data-testid="signer">
                <h3>${signerName(signer.name)}</h3>
                <dl>
                    <dt>URL</dt><dd><code>${signer.url}</code></dd>
                    ${signer.hosts.length > 1 ? html`<dt>Hosts</dt><dd><code>${signer.hosts.join(', ')}</code></dd>` : ''}
                    <dt>Expires in</dt>
                    <dd>${duration(signer.expiresIn)}${signer.expiryWindow ? `, rounded up to a multiple of ${duration(signer.expiryWindow)}` : ''}</dd>
                    <dt>Token</dt>
                    <dd>${signer.boundToToken ? 'grants end with the user’s token at the latest' : 'grants may outlive the user’s token'}</dd>
                    ${signer.reloadPeriod ? html`<dt>Keys</dt><dd>read again every ${duration(signer.reloadPeriod)}</dd>` : ''}
                    ${signer.cookieResource ? html`<dt>Cookies for</dt><dd><code>${signer.cookieResource}</code></dd>` : ''}
                    ${signer.cookieDomain ? html`<dt>Cookie domain</dt><dd><code>${signer.cookieDomain}</code></dd>` : ''}
                    ${signer.cookiePath ? html`<dt>Cookie path</dt><dd><code>${signer.cookiePath}</code></dd>` : ''}
                </dl>
                <h4>Keys</h4>
                ${signer.keys.map(key => this._renderKey(key))}
            </section>`;
    }

    _renderKey(key) {
        return html`
            <vaadin-details data-testid="key" ?opened="${key.state === 'ACTIVE'}">
                <vaadin-details-summary slot="summary">
                    <span class="summary"><code>${key.keyPairId}</code>
                        <span class="${key.state === 'ACTIVE' ? 'good' : 'secondary'}">${this._state(key)}</span></span>
                </vaadin-details-summary>
                <dl>
                    <dt>Algorithm</dt><dd>${key.algorithm.replace('_', ' with ')}</dd>
                    <dt>Comes from</dt><dd>${this._source(key)}</dd>
                    <dt>Public key</dt>
                    <dd>${key.publicKey ? html`
                        <pre><code>${key.publicKey}</code></pre>
                        <vaadin-button theme="small" @click="${() => copy(key.publicKey, 'the public key')}">
                            <vaadin-icon icon="font-awesome-solid:copy" slot="prefix"></vaadin-icon> Copy
                        </vaadin-button>` : html`not known here; <code>public-key-location</code> would tell`}
                    </dd>
                </dl>
            </vaadin-details>`;
    }

    _state(key) {
        const since = new Date(key.activeFrom).toLocaleString();
        switch (key.state) {
            case 'ACTIVE': return `signs since ${since}`;
            case 'NEXT': return `will sign from ${since}`;
            default: return `was replaced; needed in the key group until ${new Date(key.neededUntil).toLocaleString()}`;
        }
    }

    _source(key) {
        if (this._edge?.keyPairIds?.includes(key.keyPairId)) {
            return 'the Dev Service, which made it for this run';
        }
        return html`<code>${key.source}${key.location ? ` = ${key.location}` : ''}</code>`;
    }
}

customElements.define('qwc-cloudfront-signer-signers', QwcCloudfrontSignerSigners);
