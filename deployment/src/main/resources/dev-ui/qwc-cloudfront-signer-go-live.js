import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { notifier } from 'notifier';
import '@vaadin/button';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import '@vaadin/select';
import '@vaadin/tabs';
import '@vaadin/tabsheet';
import 'qui-themed-code-block';
import { contrast, signerName } from './cloudfront-signer.js';

/**
 * What to set up in AWS, for each signer and tool.
 */
export class QwcCloudfrontSignerGoLive extends QwcHotReloadElement {

    static styles = [contrast, css`
        :host {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-s);
            padding: 0 var(--lumo-space-m) var(--lumo-space-m);
            height: 100%;
            overflow: auto;
        }
        .choices {
            display: flex;
            flex-wrap: wrap;
            gap: var(--lumo-space-m);
            align-items: baseline;
        }
        .choices vaadin-select {
            width: 14em;
        }
        .file {
            display: flex;
            flex-wrap: wrap;
            justify-content: space-between;
            align-items: center;
            color: var(--lumo-secondary-text-color);
        }
        vaadin-tabsheet {
            flex: 1;
        }
    `];

    static properties = {
        _signers: { state: true },
        _signer: { state: true },
        _keyType: { state: true },
        _problem: { state: true }
    };

    jsonRpc = new JsonRpc(this);

    constructor() {
        super();
        this._keyType = 'P256';
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    /** A signer may take one type of key alone, whatever is asked for. */
    hotReload() {
        this.jsonRpc.goLive({ keyType: this._keyType }).then(response => {
            this._problem = null;
            this._signers = response.result;
            if (!this._signers.some(each => each.signer === this._signer)) {
                this._signer = this._signers[0]?.signer;
            }
        }).catch(failure => this._problem = failure?.error?.message ?? 'The application does not answer.');
    }

    render() {
        if (this._problem) {
            return html`<p role="alert">${this._problem}</p>`;
        }
        if (!this._signers) {
            return html`<vaadin-progress-bar indeterminate aria-label="Loading"></vaadin-progress-bar>`;
        }
        const chosen = this._signers.find(each => each.signer === this._signer);
        if (!chosen) {
            return html`<p>The application does not use a signer yet. Annotate a REST method with <code>@SignedResource</code>, or configure a gate.</p>`;
        }
        return html`
            <div class="choices">
                <vaadin-select label="Signer" .value="${this._signer}"
                    .items="${this._signers.map(each => ({ label: signerName(each.signer), value: each.signer }))}"
                    @change="${event => this._signer = event.target.value}"></vaadin-select>
                <vaadin-select label="Key pair" .value="${chosen.keyType}"
                    .items="${[{ label: 'ECDSA P-256', value: 'P256' }, { label: 'RSA 2048', value: 'RSA2048' }]}"
                    ?disabled="${chosen.keyType !== this._keyType}"
                    @change="${this._chooseKeyType}"></vaadin-select>
            </div>
            <vaadin-tabsheet>
                <vaadin-tabs slot="tabs">
                    ${chosen.texts.map(text => html`<vaadin-tab id="${this._id(text)}">${text.title}</vaadin-tab>`)}
                </vaadin-tabs>
                ${chosen.texts.map(text => html`
                    <div tab="${this._id(text)}">
                        <div class="file">
                            <code>${text.file}</code>
                            <vaadin-button theme="small" @click="${() => this._copy(text)}">
                                <vaadin-icon icon="font-awesome-solid:copy"></vaadin-icon> Copy
                            </vaadin-button>
                        </div>
                        <qui-themed-code-block mode="${text.mode}" .content="${text.text}" showLineNumbers></qui-themed-code-block>
                    </div>`)}
            </vaadin-tabsheet>`;
    }

    _id(text) {
        return text.title.toLowerCase().replace(/[^a-z]+/g, '-');
    }

    _chooseKeyType(event) {
        this._keyType = event.target.value;
        this.hotReload();
    }

    _copy(text) {
        navigator.clipboard.writeText(text.text).then(
            () => notifier.showInfoMessage(`Copied ${text.file}`),
            () => notifier.showErrorMessage('The browser does not let this page copy. Select the text instead.'));
    }
}

customElements.define('qwc-cloudfront-signer-go-live', QwcCloudfrontSignerGoLive);
