package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.util.List;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;

/**
 * A method with {@code @SignedResource}, as the build found it.
 *
 * @param description class and method, for messages
 * @param elements the elements of its annotation
 * @param call how it is called
 * @param result what it returns
 */
public record SignedMethodInfo(String description, Elements elements, Call call, Result result) {

    /**
     * @param signer the signer's name
     * @param resource the policy's resource template, or empty
     * @param expiresIn a duration or configuration expression, or empty
     * @param content the kind of the returned values
     */
    public record Elements(String signer, Delivery delivery, String resource, String expiresIn, boolean bindToIp,
            Content content) {
    }

    /**
     * @param rest whether placeholders are path parameters of the request, and not parameters of the method
     * @param parameters the names of the method's parameters
     * @param pathParameters the names of the path parameters of a REST method
     * @param forUsers whether callers must have logged in; only true if the application does not define who may call the method
     * @param endpoints the Jakarta REST methods that the method implements
     */
    public record Call(boolean rest, List<String> parameters, List<String> pathParameters, boolean forUsers,
            List<String> endpoints) {

        /** The names that a resource can use for data of a call. */
        List<String> placeholders() {
            return rest ? pathParameters : parameters;
        }
    }

    /**
     * @param playlists whether the response can be a playlist
     * @param fields where the return value contains signed fields
     * @param writesHead whether the method's parameters can send the head of the response while the method runs
     */
    public record Result(PlaylistMode playlists, FieldPlacement fields, boolean writesHead) {
    }
}
