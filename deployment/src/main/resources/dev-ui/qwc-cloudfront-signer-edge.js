import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/checkbox';
import '@vaadin/progress-bar';
import { problemOf, shared } from './cloudfront-signer.js';

const MOST_SHOWN = 200;

/** What the local edge is asked, and what it answers, as it happens. */
export class QwcCloudfrontSignerEdge extends QwcHotReloadElement {

    static styles = [shared, css`
        :host {
            container-type: inline-size;
        }
        .target, .user, .verdict, .reason {
            overflow-wrap: anywhere;
        }
        .target {
            min-width: 11em;
        }
        .verdict {
            min-width: 9em;
        }
        .user {
            min-width: 7em;
        }
        .reason {
            min-width: 12em;
        }
        .time {
            white-space: nowrap;
        }
        td {
            font-size: var(--lumo-font-size-s);
        }
        @container (min-width: 58em) {
            .target {
                width: 35%;
            }
            .reason {
                width: 30%;
            }
        }
        /* not as a table: the name of each column is next to its value */
        @container (max-width: 58em) {
            thead {
                display: none;
            }
            table, tbody, tr {
                display: block;
            }
            tr {
                padding: var(--lumo-space-s) 0;
                border-bottom: 1px solid var(--lumo-contrast-10pct);
            }
            tbody td {
                display: grid;
                grid-template-columns: 5em minmax(0, 1fr);
                padding: 0;
                border: 0;
            }
            tbody td:empty {
                display: none;
            }
            td::before {
                content: attr(data-column);
                color: var(--lumo-secondary-text-color);
            }
        }
    `];

    static properties = {
        _edge: { state: true },
        _requests: { state: true },
        _refusedOnly: { state: true },
        _problem: { state: true }
    };

    jsonRpc = new JsonRpc(this, false);

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    disconnectedCallback() {
        this._cancel();
        super.disconnectedCallback();
    }

    hotReload() {
        this._cancel();
        this.jsonRpc.edge().then(response => {
            this._problem = null;
            this._edge = response.result;
            if (this._edge.url && this.isConnected) {
                this._watch();
            }
        }).catch(failure => this._problem = problemOf(failure));
    }

    _watch() {
        this._cancel();
        // first the live ones, so that none is missed in between
        this._observer = this.jsonRpc.edgeRequestStream().onNext(response => this._add([response.result]));
        this.jsonRpc.edgeRequests().then(response => this._add(response.result));
    }

    _cancel() {
        this._observer?.cancel();
        this._observer = null;
    }

    _add(requests) {
        const byNumber = new Map((this._requests ?? []).map(each => [each.number, each]));
        requests.forEach(each => byNumber.set(each.number, each));
        this._requests = [...byNumber.values()].sort((a, b) => b.number - a.number).slice(0, MOST_SHOWN);
    }

    render() {
        if (this._problem) {
            return html`<p role="alert">${this._problem}</p>`;
        }
        if (!this._edge) {
            return html`<vaadin-progress-bar indeterminate aria-label="Loading"></vaadin-progress-bar>`;
        }
        if (!this._edge.url) {
            return html`<p>No local edge is running. It starts if a signer does not have a private key.</p>`;
        }
        const users = this._requests?.some(each => each.user);
        const shown = (this._requests ?? []).filter(each => !this._refusedOnly || each.reason && each.status > 0);
        return html`
            <p><code>${this._edge.url}</code> serves <code>${this._edge.origin}</code></p>
            <vaadin-checkbox label="Refused only" @change="${event => this._refusedOnly = event.target.checked}"></vaadin-checkbox>
            ${shown.length === 0 ? html`<p class="secondary">No requests yet. New requests appear here immediately.</p>` : html`
                <div class="scroll" role="region" aria-label="Requests" tabindex="0"><table>
                    <thead><tr><th>Time</th><th>Status</th><th>Method</th><th>Target</th><th>Verdict</th><th>Cache</th>${users ? html`<th>User</th>` : ''}<th>Reason</th></tr></thead>
                    <tbody>${shown.map(each => this._renderRequest(each, users))}</tbody>
                </table></div>`}`;
    }

    _renderRequest(request, users) {
        return html`
            <tr data-testid="request">
                <td data-column="Time" class="time">${new Date(request.time).toLocaleTimeString()}</td>
                <td data-column="Status" class="${request.status < 400 ? 'good' : 'bad'}">${request.status || 'none'}</td>
                <td data-column="Method">${request.method}</td>
                <td data-column="Target" class="target"><code>${request.target}</code></td>
                <td data-column="Verdict" class="verdict">${request.verdict}</td>
                <td data-column="Cache">${request.cache}</td>
                ${users ? html`<td data-column="User" class="user">${request.user}</td>` : ''}
                <td data-column="Reason" class="reason">${request.reason}</td>
            </tr>`;
    }
}

customElements.define('qwc-cloudfront-signer-edge', QwcCloudfrontSignerEdge);
