import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import { duration, problemOf, shared, signerName } from './cloudfront-signer.js';

/** Every place where the application signs. */
export class QwcCloudfrontSignerResources extends QwcHotReloadElement {

    static styles = [shared, css`
        .listing {
            padding-top: var(--lumo-space-m);
        }
        .place {
            margin-bottom: var(--lumo-space-s);
            overflow-wrap: anywhere;
        }
    `];

    static properties = {
        _listings: { state: true },
        _signers: { state: true },
        _problem: { state: true }
    };

    jsonRpc = new JsonRpc(this);

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    hotReload() {
        Promise.all([this.jsonRpc.signers(), this.jsonRpc.signedResources()]).then(([signers, listings]) => {
            this._problem = null;
            this._signers = signers.result;
            this._listings = listings.result;
        }).catch(failure => this._problem = problemOf(failure));
    }

    render() {
        if (this._problem) {
            return html`<p role="alert">${this._problem}</p>`;
        }
        if (!this._listings) {
            return html`<vaadin-progress-bar indeterminate aria-label="Loading"></vaadin-progress-bar>`;
        }
        if (this._listings.length === 0) {
            return html`<p>The application does not use <code>@SignedResource</code> yet. Annotate a REST method with it.</p>`;
        }
        return this._listings.map(listing => this._renderListing(listing));
    }

    _renderListing(listing) {
        return html`
            <section class="card listing" data-testid="resource">
                <div class="place">${this._renderPlace(listing.place)}</div>
                <dl>
                    <dt>Signs</dt><dd>${this._kind(listing)}</dd>
                    ${listing.httpMethod ? html`<dt>Request</dt><dd>${this._renderRequest(listing)}</dd>` : ''}
                    <dt>Signer</dt><dd>${listing.signer ? signerName(listing.signer) : this._inherited(listing)}</dd>
                    <dt>Policy</dt><dd>${this._renderPolicy(listing)}</dd>
                    <dt>Expires in</dt>
                    <dd>${listing.expiresIn ? html`<code>${duration(listing.expiresIn)}</code>` : this._inherited(listing, this._default(listing))}</dd>
                    ${listing.bindToIp ? html`<dt>Bound to</dt><dd>the viewer’s IPv4 address</dd>` : ''}
                    ${listing.security ? html`<dt>Who may call it</dt>
                        <dd class="${listing.security.startsWith('anyone') ? 'bad' : ''}">${listing.security}</dd>` : ''}
                </dl>
            </section>`;
    }

    _renderRequest(listing) {
        const request = html`<code>${listing.httpMethod} ${listing.path || 'of a subresource'}</code>`;
        return listing.httpMethod === 'GET' && listing.path && !listing.path.includes('{')
            ? html`<a href="${listing.path}" target="_blank" data-testid="try">${request}
                <vaadin-icon icon="font-awesome-solid:arrow-up-right-from-square" style="height: .8em"></vaadin-icon></a>`
            : request;
    }

    _renderPolicy(listing) {
        if (listing.resource) {
            return html`custom, for <code>${listing.resource}</code>`;
        }
        switch (listing.kind) {
            case 'cookies': return html`custom, for the signer’s <code>cookies.resource</code>`;
            case 'fields': return 'as each field specifies, otherwise canned';
            case 'field': return 'the same as for the method, otherwise canned';
            case 'directory field': return 'the same as for the method';
            default: return 'canned, one for each URL';
        }
    }

    _kind(listing) {
        switch (listing.kind) {
            case 'cookies': return 'signed cookies';
            case 'fields': return 'fields of the returned object';
            case 'field': return 'this field in JSON';
            case 'directory field': return 'this field in JSON, a link that opens a directory';
            case 'directory': return 'a link that opens a directory';
            case 'playlist': return 'the URIs in the playlist';
            case 'static playlist': return 'the entry URL of a static signed playlist';
            case 'text': return 'the URLs in the returned text';
            case 'template': return 'URLs in this template';
            default: return 'the returned URLs';
        }
    }

    _inherited(listing, otherwise = 'as each field specifies') {
        return listing.kind.endsWith('field') ? 'the same as for the method' : otherwise;
    }

    /** The lifetime that the signer's configuration gives. */
    _default(listing) {
        const signer = this._signers.find(candidate => candidate.name === (listing.signer || '<default>'));
        return signer ? html`<code>${duration(signer.expiresIn)}</code>, the signer’s <code>expires-in</code>` : 'the signer’s expires-in';
    }

    /** The package is less important than the class. */
    _renderPlace(place) {
        const name = place.replace(/^(?:[\w$]+\.)+(?=[\w$]+#)/, '');
        return html`<span class="secondary">${place.slice(0, -name.length)}</span><strong>${name}</strong>`;
    }
}

customElements.define('qwc-cloudfront-signer-resources', QwcCloudfrontSignerResources);
