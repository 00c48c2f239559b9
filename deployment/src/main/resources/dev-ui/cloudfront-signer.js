import { css } from 'lit';
import { notifier } from 'notifier';

/** Dev UI's own colors of labels, links and buttons have too little contrast for WCAG AA. */
export const contrast = css`
    :host {
        --lumo-secondary-text-color: var(--lumo-body-text-color);
        --lumo-primary-text-color: color-mix(in srgb, var(--lumo-primary-color) 60%, var(--lumo-header-text-color));
        --vaadin-button-primary-background: var(--lumo-primary-text-color);
        --vaadin-button-primary-text-color: var(--lumo-base-color);
        --vaadin-input-field-placeholder-color: color-mix(in srgb, var(--lumo-body-text-color) 82%, var(--lumo-base-color));
    }
`;

/** The styles that the pages of this extension share. */
export const shared = [contrast, css`
    :host {
        display: block;
        height: 100%;
        overflow: auto;
        box-sizing: border-box;
        padding: 0 var(--lumo-space-m) var(--lumo-space-l);
        color: var(--lumo-body-text-color);
    }
    h3, h4 {
        margin: var(--lumo-space-m) 0 var(--lumo-space-s);
    }
    code, .code {
        font-family: var(--devui-code-font, monospace);
        font-size: var(--lumo-font-size-s);
        overflow-wrap: anywhere;
    }
    .card {
        border: 1px solid var(--lumo-contrast-10pct);
        border-radius: var(--lumo-border-radius-l);
        padding: 0 var(--lumo-space-m) var(--lumo-space-m);
        margin-bottom: var(--lumo-space-m);
    }
    .secondary {
        color: var(--lumo-secondary-text-color);
    }
    .scroll {
        overflow-x: auto;
    }
    table {
        border-collapse: collapse;
        width: 100%;
    }
    th {
        text-align: left;
        color: var(--lumo-secondary-text-color);
        font-weight: 500;
        white-space: nowrap;
    }
    th, td {
        padding: var(--lumo-space-xs) var(--lumo-space-m) var(--lumo-space-xs) 0;
        border-bottom: 1px solid var(--lumo-contrast-10pct);
        vertical-align: top;
    }
    dl {
        display: grid;
        grid-template-columns: minmax(7em, max-content) minmax(0, 1fr);
        gap: var(--lumo-space-xs) var(--lumo-space-m);
        margin: 0;
    }
    dt {
        color: var(--lumo-secondary-text-color);
    }
    dd {
        margin: 0;
        overflow-wrap: anywhere;
    }
    a {
        color: var(--lumo-primary-text-color);
    }
    .good {
        color: var(--lumo-success-text-color);
    }
    .bad {
        color: var(--lumo-error-text-color);
    }
`];

/** The signer's name for people. */
export function signerName(name) {
    return name === '<default>' ? 'The default signer' : name;
}

/** The user's name for people; all who have not logged in are one user. */
export function userName(user) {
    return user?.name || user?.subject || 'Not logged in';
}

/** PT15M in Quarkus's configuration format: 15m. */
export function duration(iso) {
    return iso.replace(/^PT/, '').toLowerCase();
}

/** The message of a failure. */
export function problemOf(failure) {
    return failure?.error?.message ?? 'The application does not respond.';
}

export function copy(text, what) {
    navigator.clipboard.writeText(text).then(
        () => notifier.showInfoMessage(`Copied ${what}`),
        () => notifier.showErrorMessage('The browser does not let this page copy. Select the text instead.'));
}
