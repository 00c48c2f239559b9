package io.quarkiverse.cloudfront.signer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;

/**
 * Makes a method sign: every URL in its return value becomes a signed URL, or its response gets signed cookies, depending on
 * {@link #delivery()}.
 * <p>
 * Annotate a method of a REST resource or of any other CDI bean. If you annotate a class, the annotation applies to all its
 * methods that return a value. A method also inherits the annotation from a superclass method, or from the Jakarta REST
 * interface that it implements.
 *
 * <pre>
 * &#64;GET
 * &#64;Path("/albums/{id}/pictures")
 * &#64;SignedResource
 * public List&lt;String&gt; pictures(String id) {
 *     return List.of("/albums/" + id + "/summit.jpg"); // a path under the signer's URL
 * }
 * </pre>
 *
 * For signed URLs, a method can have these return types. With any other type, the build fails:
 * <ul>
 * <li>{@code String}, {@link java.net.URI}, and {@link java.net.URL};</li>
 * <li>an {@code Optional}, an array, a {@code Collection}, {@code List} or {@code Set} of these, or a {@code Map} with such
 * values, nested as needed;</li>
 * <li>a {@code Uni}, {@code Multi} or {@code CompletionStage} of these;</li>
 * <li>a {@code Response} or {@code RestResponse} whose entity is one of these, or that redirects: the {@code Location} of a 3xx
 * response is also signed;</li>
 * <li>in REST methods, any type that has fields with this annotation.</li>
 * </ul>
 * {@code null} stays {@code null}, and an empty container stays empty.
 * <p>
 * A REST method that produces an HLS or DASH playlist needs a {@link #resource()}, with which each URI in the playlist is
 * signed. Such a method can return a {@code String}, {@code byte[]}, Vert.x {@code Buffer}, {@code InputStream}, {@code Path},
 * {@code File} or {@code StreamingOutput}. It can also return a {@code Uni} or {@code CompletionStage} of these, or a response.
 * <p>
 * You can also annotate a field, record component, or getter of a DTO. The field is signed, at any depth, when the
 * application's {@code ObjectMapper} or {@code Jsonb} writes it into a response of Quarkus REST. The method that returns the
 * object need not be annotated. The field stays plain everywhere else, such as in messages, in templates, and in JSON that
 * other code writes. The field must have one of the types in the first two items of the list above. An annotation element that
 * you do not set defaults to the same element of the method's annotation, and then to the signer's configuration. The object
 * itself does not change.
 *
 * <pre>
 * public record Photo(String title, &#64;SignedResource URI image) {
 * }
 * </pre>
 *
 * Each value is either a path that begins with {@code /} or an absolute URL of the signer's host, and is percent-encoded
 * exactly as viewers will send it. If a value cannot be signed, the call fails with a {@link CloudFrontSignerException}, and
 * does not return the unsigned URL.
 * <p>
 * A method with this annotation, or a REST method that returns annotated fields, behaves as if it were {@code @Authenticated},
 * unless it or its class has its own security annotation. In an application without a security extension, the build fails,
 * unless the method or its class is annotated with {@code @PermitAll} or {@code quarkus.cloudfront-signer.allow-anonymous} is
 * {@code true}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html">Use
 *      signed URLs</a>
 */
@Inherited
@InterceptorBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT })
public @interface SignedResource {

    /**
     * The name of the signer, as in {@code quarkus.cloudfront-signer."name".url}. For a method, this defaults to the default
     * signer; for a field, to the signer of the method.
     */
    @Nonbinding
    String signer() default "";

    /**
     * How the viewer gets access. {@link Delivery#COOKIES} requires a {@link #resource()} and a current HTTP request, and does
     * not apply to signed fields. The method can have any return type, including {@code void}. Only users who have logged in
     * get cookies. The cookies are cleared when the session of quarkus-oidc ends, or by {@link Grants}.
     */
    @Nonbinding
    Delivery delivery() default Delivery.URL;

    /**
     * The template of the policy's resource: a path under the signer's URL or an absolute URL, such as {@code /albums/{id}/*}.
     * You can use CloudFront's wildcards {@code *} and {@code ?}.
     * <p>
     * With a resource, one custom policy is signed for each call of the method and applied to every URL in the return value. If
     * the policy does not cover a URL, the call fails. Without a resource, each URL gets its own canned policy. Cookies require
     * a resource, either here or in the signer's {@code cookies.resource}.
     * <p>
     * The template can contain these placeholders:
     * <ul>
     * <li>{@code {name}}: in a REST method, the path parameter of this name; in any other bean, the method parameter of this
     * name
     * <li>{@code {principal}}: the name of the user
     * <li>{@code {claim.name}}: a claim of the user's token, which is the ID token in the code flow
     * <li>{@code {claim.outer/inner}}: a claim inside another claim.
     * </ul>
     * If the token does not have the claim of a placeholder, the viewer gets status 403.
     * <p>
     * Each value becomes exactly one percent-encoded path segment, so a viewer's input cannot widen the grant. {@code /},
     * {@code *}, {@code ?}, {@code #}, {@code %}, and all characters that are not allowed in a path are encoded. If a value is
     * empty, {@code .}, or {@code ..}, the call fails. If a name is unknown, the build fails. Fields can only use
     * {@code {principal}} and the claims.
     */
    @Nonbinding
    String resource() default "";

    /**
     * How long the grant is valid. This is a duration of at least one second in Quarkus's format, such as {@code 15m} or
     * {@code PT1H}, or a configuration expression such as {@code ${gallery.preview.expires-in}}. Defaults to the signer's
     * {@code expires-in}. The grant expires no later than the user's token, unless the signer's {@code bound-to-token} is
     * {@code false}.
     */
    @Nonbinding
    String expiresIn() default "";

    /**
     * Whether only the viewer that made the current HTTP request can use the grant. The policy then contains the viewer's IPv4
     * address, as Quarkus determines it with its proxy settings ({@code quarkus.http.proxy.*}). The call fails if there is no
     * current HTTP request, or if the viewer has an IPv6 address, which CloudFront's policies do not support.
     */
    @Nonbinding
    boolean bindToIp() default false;

    /**
     * The kind of the values, such as URLs or text with URLs. A field without this element contains a URL, even if its method
     * returns text. All kinds except {@link Content#URL} require a {@link #resource()} that ends in {@code *} and covers the
     * files that a value refers to. They cannot be combined with {@link Delivery#COOKIES}. Do not use
     * {@link Content#STATIC_PLAYLIST} for REST methods that produce a playlist themselves, because they return a different
     * playlist to each viewer.
     *
     * <pre>
     * &#64;SignedResource(resource = "/videos/{id}/*", content = Content.STATIC_PLAYLIST)
     * public String video(String id) {
     *     return "/videos/" + id + "/master.m3u8";
     * }
     * </pre>
     */
    @Nonbinding
    Content content() default Content.URL;
}
