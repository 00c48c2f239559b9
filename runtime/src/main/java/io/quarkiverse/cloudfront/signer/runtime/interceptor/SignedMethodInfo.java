package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.util.List;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;

/**
 * A method with {@code @SignedResource}, as the build found it.
 *
 * @param description class and method, for messages
 * @param signer the signer's name
 * @param resource the policy's resource template, or empty
 * @param expiresIn a duration or configuration expression, or empty
 * @param staticPlaylist whether it returns entry URLs of static signed playlists
 * @param rest whether placeholders are path parameters of the request, and not parameters of the method
 * @param parameters the names of the method's parameters
 * @param pathParameters the names of the path parameters of a REST method
 * @param playlists whether its response can be one
 * @param fields where its return value contains signed fields
 * @param forUsers whether callers must have logged in, because the application does not say who may call it
 * @param writesHead whether its parameters can send the head of the response while it runs
 * @param endpoints the Jakarta REST methods that it implements
 */
public record SignedMethodInfo(String description, String signer, Delivery delivery, String resource, String expiresIn,
        boolean bindToIp, boolean staticPlaylist, boolean rest, List<String> parameters, List<String> pathParameters,
        PlaylistMode playlists, FieldPlacement fields, boolean forUsers, boolean writesHead, List<String> endpoints) {
}
