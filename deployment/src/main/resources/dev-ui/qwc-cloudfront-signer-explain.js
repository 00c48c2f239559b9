import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/button';
import '@vaadin/checkbox';
import '@vaadin/checkbox-group';
import '@vaadin/details';
import '@vaadin/icon';
import '@vaadin/select';
import '@vaadin/text-area';
import '@vaadin/text-field';
import 'qui-themed-code-block';
import { copy, duration, problemOf, shared, signerName, userName } from './cloudfront-signer.js';

const STATES = {
    PASSED: { icon: 'font-awesome-solid:circle-check', style: 'good', label: 'passed' },
    FAILED: { icon: 'font-awesome-solid:circle-xmark', style: 'bad', label: 'failed' },
    UNDECIDED: { icon: 'font-awesome-solid:circle-question', style: 'secondary', label: 'undecided' }
};

const OUTCOMES = {
    ALLOWED: { style: 'good', title: 'Allowed' },
    REFUSED: { style: 'bad', title: 'Refused' },
    UNDECIDED: { style: 'secondary', title: 'Undecided' }
};

/** Makes a signed URL or signed cookies, and takes any apart. */
export class QwcCloudfrontSignerExplain extends QwcHotReloadElement {

    static styles = [shared, css`
        .columns {
            display: grid;
            grid-template-columns: repeat(auto-fit, minmax(min(100%, 26em), 1fr));
            gap: var(--lumo-space-l);
            align-items: start;
        }
        .fields {
            display: grid;
            grid-template-columns: repeat(auto-fit, minmax(min(100%, 12em), 1fr));
            gap: 0 var(--lumo-space-m);
        }
        .wide {
            grid-column: 1 / -1;
        }
        vaadin-text-field, vaadin-text-area, vaadin-select, vaadin-details {
            width: 100%;
        }
        vaadin-text-area {
            max-height: 10em;
        }
        .outcome {
            border-left: 4px solid currentColor;
            padding: var(--lumo-space-s) var(--lumo-space-m);
            margin: var(--lumo-space-m) 0;
            background: var(--lumo-contrast-5pct);
        }
        .outcome p {
            margin: var(--lumo-space-xs) 0 0;
            color: var(--lumo-body-text-color);
        }
        ul {
            list-style: none;
            padding: 0;
            margin: 0;
        }
        li {
            display: grid;
            grid-template-columns: 1.5em 8em 1fr;
            padding: var(--lumo-space-xs) 0;
            overflow-wrap: anywhere;
        }
        li vaadin-icon {
            height: 1em;
        }
        .buttons {
            display: flex;
            flex-wrap: wrap;
            gap: var(--lumo-space-s);
            margin: var(--lumo-space-s) 0;
        }
    `];

    static properties = {
        _signers: { state: true },
        _users: { state: true },
        _sign: { state: true },
        _signed: { state: true },
        _question: { state: true },
        _explanation: { state: true },
        _problem: { state: true }
    };

    // what is signed and asked about is not for logs
    jsonRpc = new JsonRpc(this, false);

    constructor() {
        super();
        this._signers = [];
        this._users = [];
        this._sign = {
            signer: '', target: '/', resource: '', expiresIn: '', notBefore: '', ipAddress: '', policy: 'canned', delivery: 'url',
            tenant: '', pseudonym: ''
        };
        this._question = { url: '', cookies: '', otherUrl: '', at: '', viewerAddress: '', removedKeys: '' };
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    /** What was typed and what was explained stays: the application came back, perhaps with other signers. */
    hotReload() {
        this.jsonRpc.signers().then(response => {
            this._problem = null;
            this._signers = response.result;
            if (!this._signers.some(each => each.name === this._sign.signer)) {
                this._sign = { ...this._sign, signer: this._signers[0]?.name ?? '' };
            }
            return this.jsonRpc.users();
        }).then(response => this._users = response.result).catch(failure => this._problem = problemOf(failure));
    }

    render() {
        return html`
            ${this._problem ? html`<p role="alert" class="bad">${this._problem}</p>` : ''}
            <div class="columns">
                <section class="card">${this._renderSign()}</section>
                <section class="card">${this._renderExplain()}</section>
            </div>`;
    }

    _renderSign() {
        if (this._signers.length === 0) {
            return html`<h3>Sign</h3><p>No signer is configured.</p>`;
        }
        return html`
            <h3>Sign</h3>
            <div class="fields">
                <vaadin-select label="Signer" .value="${this._sign.signer}"
                    .items="${this._signers.map(each => ({ label: signerName(each.name), value: each.name }))}"
                    @value-changed="${event => this._setSign('signer', event.detail.value)}"></vaadin-select>
                <vaadin-select label="Result" .value="${this._sign.delivery}"
                    .items="${[{ label: 'Signed URL', value: 'url' }, { label: 'Signed cookies', value: 'cookies' }]}"
                    @value-changed="${event => this._setSign('delivery', event.detail.value)}"></vaadin-select>
                ${this._hasTenants() ? this._signField('tenant', 'Tenant, the first label of the host', 'for example acme', 'wide') : ''}
                ${this._signField('target', 'Path or URL', '', 'wide')}
                ${this._signField('resource', 'Resource of a custom policy', 'for example /albums/7/*', 'wide')}
                ${this._signField('expiresIn', 'Expires in', this._expiresIn())}
                ${this._signField('notBefore', 'Not before', '2026-12-01T00:00:00Z')}
                ${this._signField('ipAddress', 'IPv4 address or CIDR', '192.0.2.0/24')}
                <vaadin-select label="Policy" .value="${this._sign.policy}"
                    .items="${[{ label: 'Canned if possible', value: 'canned' }, { label: 'Custom', value: 'custom' }]}"
                    @value-changed="${event => this._setSign('policy', event.detail.value)}"></vaadin-select>
                ${this._users.length > 0 ? html`<vaadin-select label="For the user" data-testid="sign-pseudonym" placeholder="${userName(null)}" .value="${this._sign.pseudonym}"
                    .items="${[{ label: userName(null), value: '' }, ...this._users.filter(each => each.subject)
                        .map(each => ({ label: userName(each), value: each.pseudonym }))]}"
                    @value-changed="${event => this._setSign('pseudonym', event.detail.value)}"></vaadin-select>` : ''}
            </div>
            <div class="buttons">
                <vaadin-button theme="primary" data-testid="sign" @click="${this._onSign}">Sign</vaadin-button>
            </div>
            ${this._renderSigned()}`;
    }

    /** Whether each tenant has a domain of its own, such as {claim.tenant}.media.example.com. */
    _hasTenants() {
        return this._signers.find(each => each.name === this._sign.signer)?.url.includes('{');
    }

    _expiresIn() {
        const signer = this._signers.find(each => each.name === this._sign.signer);
        return signer ? `default: ${duration(signer.expiresIn)}` : '';
    }

    _signField(name, label, placeholder, style = '') {
        return html`<vaadin-text-field class="${style}" data-testid="sign-${name}" label="${label}" placeholder="${placeholder}"
            .value="${this._sign[name]}" @value-changed="${event => this._setSign(name, event.detail.value)}"></vaadin-text-field>`;
    }

    _setSign(name, value) {
        if (this._sign[name] !== value) {
            this._sign = { ...this._sign, [name]: value };
        }
    }

    _renderSigned() {
        if (!this._signed) {
            return '';
        }
        if (this._signed.error) {
            return html`<p role="alert" class="bad" data-testid="sign-error">${this._signed.error}</p>`;
        }
        const text = this._signed.setCookies ? this._signed.setCookies.map(each => `Set-Cookie: ${each}`).join('\n') : this._signed.url;
        return html`
            <vaadin-text-area readonly data-testid="signed" .value="${text}"
                label="${this._signed.setCookies ? 'Signed cookies' : 'Signed URL'}"></vaadin-text-area>
            <div class="buttons">
                <vaadin-button theme="small" @click="${() => copy(text, this._signed.setCookies ? 'the cookies' : 'the URL')}">
                    <vaadin-icon icon="font-awesome-solid:copy" slot="prefix"></vaadin-icon> Copy
                </vaadin-button>
                ${this._signed.setCookies ? '' : html`<a href="${this._signed.url}" target="_blank" rel="noreferrer">Open</a>`}
            </div>`;
    }

    _onSign() {
        this.jsonRpc.sign({ ...this._sign, tenant: this._hasTenants() ? this._sign.tenant : '' }).then(response => {
            this._signed = response.result;
            if (!this._signed.error) {
                this._question = {
                    ...this._question, url: this._signed.url,
                    cookies: (this._signed.setCookies ?? []).map(each => `Set-Cookie: ${each}`).join('\n')
                };
                this._onExplain();
            }
        }).catch(failure => this._problem = problemOf(failure));
    }

    _renderExplain() {
        const keys = [...new Set(this._signers.flatMap(each => each.keys.map(key => key.keyPairId)))];
        const removed = this._question.removedKeys.split(' ');
        return html`
            <h3>Explain</h3>
            ${this._questionArea('url', 'Signed URL, or the URL requested with cookies')}
            ${this._questionArea('cookies', 'Cookie header, or Set-Cookie headers, one per line')}
            <vaadin-details summary="What if …">
                <div class="fields">
                    ${this._questionField('otherUrl', 'Another URL with this signature', 'wide')}
                    ${this._questionField('at', 'Another time, for example 2026-12-01T00:00:00Z')}
                    ${this._questionField('viewerAddress', 'Viewer’s address')}
                    <vaadin-checkbox-group class="wide" label="Not in the key group" .value="${removed.filter(id => id)}"
                        @value-changed="${event => this._setQuestion('removedKeys', event.detail.value.join(' '))}">
                        ${keys.map(id => html`<vaadin-checkbox value="${id}" label="${id}"></vaadin-checkbox>`)}
                    </vaadin-checkbox-group>
                </div>
            </vaadin-details>
            <div class="buttons">
                <vaadin-button theme="primary" data-testid="explain" @click="${this._onExplain}">Explain</vaadin-button>
            </div>
            ${this._renderExplanation()}`;
    }

    _questionArea(name, label) {
        return html`<vaadin-text-area data-testid="explain-${name}" label="${label}" .value="${this._question[name]}"
            @value-changed="${event => this._setQuestion(name, event.detail.value)}"></vaadin-text-area>`;
    }

    _questionField(name, label, style = '') {
        return html`<vaadin-text-field class="${style}" data-testid="explain-${name}" label="${label}" .value="${this._question[name]}"
            @value-changed="${event => this._setQuestion(name, event.detail.value)}"></vaadin-text-field>`;
    }

    _setQuestion(name, value) {
        if (this._question[name] !== value) {
            this._question = { ...this._question, [name]: value };
        }
    }

    _onExplain() {
        this.jsonRpc.explain(this._question).then(response => this._explanation = response.result)
            .catch(failure => this._problem = problemOf(failure));
    }

    _renderExplanation() {
        const explanation = this._explanation;
        if (!explanation) {
            return '';
        }
        if (explanation.error) {
            return html`<p role="alert" class="bad" data-testid="explain-error">${explanation.error}</p>`;
        }
        const outcome = OUTCOMES[explanation.outcome];
        return html`
            <div class="outcome ${outcome.style}" role="status" data-testid="outcome">
                <strong>${outcome.title}${explanation.code ? html` – 403 <code>${this._code(explanation.code)}</code>` : ''}</strong>
                <p data-testid="sentence">${this._sentence(explanation.sentence)}</p>
                ${explanation.remedy ? html`<p data-testid="remedy"><strong>Remedy:</strong> ${explanation.remedy}</p>` : ''}
                ${explanation.cautions.map(each => html`<p data-testid="caution"><strong>Caution:</strong> ${each}</p>`)}
            </div>
            <ul>${explanation.checks.map(check => this._renderCheck(check))}</ul>
            ${this._renderParts(explanation.parts)}`;
    }

    _renderCheck(check) {
        const state = STATES[check.state];
        return html`
            <li data-testid="check"><vaadin-icon class="${state.style}" icon="${state.icon}" aria-label="${state.label}" role="img"></vaadin-icon>
                <span>${check.name}</span><span class="secondary">${check.sentence}</span></li>`;
    }

    _renderParts(parts) {
        return html`
            <h4>Details</h4>
            <dl>
                <dt>URL</dt><dd><code>${parts.url}</code></dd>
                ${this._part('Policy', parts.kind)}
                ${this._part('Resource', parts.resource)}
                ${this._part('Expiry', parts.expiry)}
                ${this._part('Not before', parts.notBefore)}
                ${this._part('Viewers', parts.sourceIp)}
                ${this._part('Key pair ID', parts.keyPairId)}
                ${this._part('Signed by', parts.signer)}
                ${this._part('Hash', parts.hashAlgorithm)}
            </dl>
            ${parts.policy ? html`
                <qui-themed-code-block mode="json" data-testid="policy" .content="${this._pretty(parts.policy)}"></qui-themed-code-block>` : ''}`;
    }

    _part(name, value) {
        return value ? html`<dt>${name}</dt><dd>${value}</dd>` : '';
    }

    _sentence(text) {
        return text.charAt(0).toUpperCase() + text.slice(1) + '.';
    }

    /** MISSING_KEY as CloudFront writes it. */
    _code(code) {
        return code.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());
    }

    _pretty(json) {
        try {
            return JSON.stringify(JSON.parse(json), null, 2);
        } catch (notJson) {
            return json;
        }
    }
}

customElements.define('qwc-cloudfront-signer-explain', QwcCloudfrontSignerExplain);
