import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/button';
import '@vaadin/icon';
import '@vaadin/progress-bar';
import { notifier } from 'notifier';
import { problemOf, shared, userName } from './cloudfront-signer.js';

const INTERVAL_MILLIS = 2000;

/** Who was granted what, by the marks that the application has made. */
export class QwcCloudfrontSignerUsers extends QwcHotReloadElement {

    static styles = [shared, css`
        .user {
            display: flex;
            flex-wrap: wrap;
            align-items: center;
            justify-content: space-between;
            gap: 0 var(--lumo-space-m);
        }
        th:last-child, .until {
            white-space: nowrap;
            width: 11em;
        }
    `];

    static properties = {
        _users: { state: true },
        _problem: { state: true }
    };

    // names are not for logs
    jsonRpc = new JsonRpc(this, false);

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
        this._timer = setInterval(() => this.hotReload(), INTERVAL_MILLIS);
    }

    disconnectedCallback() {
        clearInterval(this._timer);
        super.disconnectedCallback();
    }

    hotReload() {
        this.jsonRpc.users().then(response => {
            this._problem = null;
            this._users = response.result;
        }).catch(failure => this._problem = problemOf(failure));
    }

    render() {
        if (this._problem) {
            return html`<p role="alert">${this._problem}</p>`;
        }
        if (!this._users) {
            return html`<vaadin-progress-bar indeterminate aria-label="Loading"></vaadin-progress-bar>`;
        }
        if (this._users.length === 0) {
            return html`<p>The application has not signed for a user yet. New URLs and cookies appear here immediately.</p>`;
        }
        return this._users.map(user => this._renderUser(user));
    }

    _renderUser(user) {
        return html`
            <section class="card" data-testid="user">
                <div class="user">
                    <h3>${userName(user)}</h3>
                    <vaadin-button theme="small error" data-testid="revoke" ?disabled="${user.grants.every(each => each.revoked)}"
                        @click="${() => this._onRevoke(user)}">
                        <vaadin-icon icon="font-awesome-solid:ban" slot="prefix"></vaadin-icon> Revoke
                    </vaadin-button>
                </div>
                <dl>
                    <dt>Pseudonym</dt><dd><code>${user.pseudonym}</code></dd>
                    ${user.subject && user.subject !== user.name ? html`<dt>Subject</dt><dd><code>${user.subject}</code></dd>` : ''}
                    ${user.issuer ? html`<dt>Issuer</dt><dd><code>${user.issuer}</code></dd>` : ''}
                </dl>
                <div class="scroll" role="region" aria-label="Resources of ${userName(user)}" tabindex="0"><table>
                    <thead><tr><th>Resource</th><th>Until</th></tr></thead>
                    <tbody>${user.grants.map(grant => this._renderGrant(grant))}</tbody>
                </table></div>
                ${user.more ? html`<p class="secondary">and ${user.more} earlier ones</p>` : ''}
            </section>`;
    }

    _renderGrant(grant) {
        return html`
            <tr data-testid="grant">
                <td><code>${grant.resource}</code></td>
                <td class="until">${this._renderUntil(grant)}</td>
            </tr>`;
    }

    _renderUntil(grant) {
        const time = new Date(grant.expiresAt).toLocaleTimeString();
        return grant.expired ? html`<span class="secondary">expired at ${time}</span>`
            : grant.revoked ? html`<span class="bad">revoked</span>` : time;
    }

    _onRevoke(user) {
        this.jsonRpc.revoke({ issuer: user.issuer, subject: user.subject }).then(response => {
            if (response.result.error) {
                notifier.showErrorMessage(response.result.error);
            }
            this.hotReload();
        }).catch(failure => this._problem = problemOf(failure));
    }
}

customElements.define('qwc-cloudfront-signer-users', QwcCloudfrontSignerUsers);
