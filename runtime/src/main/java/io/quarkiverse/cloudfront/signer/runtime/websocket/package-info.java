/**
 * Refuses WebSocket messages that contain objects with signed fields.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.websocket;

import org.jspecify.annotations.NullMarked;
