package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.DashNames;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.DashHosts;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlElement;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Refuses elements of a manifest that would send the viewer's signature to another host, or cause requests without it.
 */
final class DashChecks {

    /** Other ways to add parameters to URLs. */
    private static final Set<String> QUERY_ELEMENTS = DashNames.inAnyCase(Set.of("UrlQueryInfo", "ExtUrlQueryInfo",
            "ExtHttpHeaderInfo", "RequestParam"));
    private static final Set<String> PROPERTIES = DashNames.inAnyCase(Set.of("EssentialProperty", "SupplementalProperty"));
    private static final String QUERY_SCHEME = "urn:mpeg:dash:urlparam:";

    /**
     * The schemes of properties and similar elements whose values are URLs that players request without the manifest's query.
     */
    private static final List<String> UNSIGNED_SCHEMES = List.of("urn:mpeg:dash:utc:http-head:",
            "urn:mpeg:dash:utc:http-xsdate:", "urn:mpeg:dash:utc:http-iso:", "urn:mpeg:dash:chaining:",
            "urn:mpeg:dash:fallback:");

    /** The attribute with the URL of a key in a {@code ContentProtection}. */
    private static final String KEY_TEMPLATE = "keyUriTemplate";
    /** The scheme of elements that contain the URL of a font in an attribute of DVB's namespace. */
    private static final String FONT_SCHEME = "urn:dvb:dash:fontdownload:";
    private static final String FONT = "url";

    private final String namespace;
    private final DashHosts hosts;
    private boolean needsIds;
    private int lineOfUnsafeId;

    /**
     * @param namespace the namespace of the manifest
     */
    DashChecks(String namespace) {
        this.namespace = namespace;
        this.hosts = new DashHosts(namespace, DashChecks::refuse);
    }

    /**
     * Whether an element is a property that adds parameters to URLs.
     */
    static boolean isQueryProperty(XmlElement element) {
        return PROPERTIES.contains(element.name().local()) && scheme(element).startsWith(QUERY_SCHEME);
    }

    /**
     * @param depth the depth of the element, which is 1 for the root
     */
    void check(XmlElement element, int depth, int line) {
        DashNames.check(element, namespace, false);
        String name = element.name().local();
        String later = hosts.later(element, depth);
        if (later != null) {
            throw Failure.ofPlaylist(later + "; remove it");
        } else if (name.equalsIgnoreCase("Location") && !hosts.isContent(depth)) {
            throw Failure.ofPlaylist("the manifest has the " + name + " element, and players reload the manifest from that "
                    + "location without its signature; remove the element, so that they use the URL that they already have");
        } else if (QUERY_ELEMENTS.contains(name) || isQueryProperty(element)) {
            throw otherQueryInfo(name);
        } else if (element.attribute("byteRange") != null) {
            throw Failure
                    .ofPlaylist("a " + name + " has a byteRange, from which players make URLs in different ways; remove it");
        }
        checkAttributes(element);
        hosts.begin(element, depth, DashNames.references(name));
        if (name.equals(DashNames.REPRESENTATION) && lineOfUnsafeId == 0) {
            String id = element.attribute("id");
            lineOfUnsafeId = id == null || DashReference.isUnsafeId(id) ? line : 0;
        }
    }

    void text(String part) {
        hosts.text(part);
    }

    void end(int depth) {
        hosts.end(depth);
    }

    private static void refuse(String url) {
        throw Failure.ofPlaylist("the manifest has the absolute URL \"" + Failure.quote(url)
                + "\", and players may send the viewer's signature to its host; remove it");
    }

    /**
     * Must be called after the last element.
     */
    void checkIds() {
        if (needsIds && lineOfUnsafeId > 0) {
            throw DashWalk.inLine(lineOfUnsafeId,
                    Failure.ofPlaylist("the ID of a Representation, which becomes part of URLs, is missing, or has a "
                            + "character that may make them lead elsewhere (: ? # \\ or a leading /); change it"));
        }
    }

    static CloudFrontSignerException otherQueryInfo(String name) {
        return Failure.ofPlaylist("the manifest has the " + name + " element, which adds other parameters to its URLs; remove "
                + "it");
    }

    private void checkAttributes(XmlElement element) {
        String name = element.name().local();
        String scheme = scheme(element);
        for (XmlElement.Attribute attribute : element.attributes()) {
            String local = attribute.name().local();
            if (local.equalsIgnoreCase(KEY_TEMPLATE) || DashNames.references(name).contains(local)) {
                // dash.js replaces the identifiers of templates in every reference
                DashReference.checkTemplate("the " + local + " attribute of a " + name, attribute.value());
                needsIds |= DashReference.dependsOnId(attribute.value());
            } else if (local.equalsIgnoreCase(FONT) && scheme.startsWith(FONT_SCHEME)) {
                DashReference.check("the URL of a font", attribute.value());
            } else if (local.equals("value") && UNSIGNED_SCHEMES.stream().anyMatch(scheme::startsWith)) {
                checkUnsigned(name, attribute.value());
            }
        }
    }

    private static void checkUnsigned(String element, String urls) {
        for (String url : urls.split("\\s+")) {
            if (!url.isEmpty() && !UriReference.isAbsolute(url)) {
                throw Failure.ofPlaylist("the manifest has the " + element + " element with a relative URL, which players "
                        + "request without the manifest's signature; remove the element, or, if it is a clock, make its URL "
                        + "absolute");
            }
        }
    }

    private static String scheme(XmlElement element) {
        for (XmlElement.Attribute attribute : element.attributes()) {
            if (attribute.name().local().equalsIgnoreCase("schemeIdUri")) {
                return attribute.value().strip().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
