/**
 * Refuses WebSocket messages that hold objects with signed fields.
 */
package io.quarkiverse.cloudfront.signer.runtime.websocket;
