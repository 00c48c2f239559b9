package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import java.net.URI;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;

/**
 * Undoes what Jakarta REST does to a relative location. {@code Response.seeOther(URI.create("/videos/7.mp4"))} immediately
 * becomes a URL of the application, before it is known that a path under the signer's URL is meant. The original is recorded
 * and not computed: the application's address, to which a header adds a host and a prefix, cannot be told from what the method
 * wrote.
 */
public final class RedirectLocation {

    private static final String RECORD = RedirectLocation.class.getName();

    private RedirectLocation() {
    }

    /**
     * @param header what the builder made of the given location, if anything
     */
    static void record(URI given, @Nullable Object header) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (header instanceof URI location && request != null) {
            record(request).put(location, given);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<URI, URI> record(ResteasyReactiveRequestContext request) {
        Map<URI, URI> record = (Map<URI, URI>) request.getProperty(RECORD);
        if (record == null) {
            // by identity: equal ones may have been made of different locations
            record = Collections.synchronizedMap(new IdentityHashMap<>());
            request.setProperty(RECORD, record);
        }
        return record;
    }

    /**
     * @param header the response's location, as a builder or the application itself has set it
     * @throws CloudFrontSignerException if it cannot be told what the method returned
     */
    public static String asReturned(Object header) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (!(header instanceof URI location) || request == null) {
            return asPath(header.toString());
        }
        URI given = record(request).get(location);
        if (given == null && location.toString().startsWith(request.getUriInfo().getBaseUri().toString())) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                    "The location of the redirect cannot be signed: it was resolved against the "
                            + "application's address before it was returned. Set it with location(URI) of a builder that Response or "
                            + "RestResponse makes");
        }
        return asPath((given == null ? location : given).toString());
    }

    /**
     * A relative location is relative to the application, which stands for the signer's URL here. It is read as text: whether
     * it is a URL is for the signer to say, which quotes no query.
     */
    private static String asPath(String location) {
        return location.startsWith("/") || UriReference.scheme(location) != null ? location : "/" + location;
    }
}
