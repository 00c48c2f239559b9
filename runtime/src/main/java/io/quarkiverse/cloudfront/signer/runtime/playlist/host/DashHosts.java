package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlElement;

/**
 * What in one DASH manifest chooses a host, apart from the references and bases, which are checked one by one. References stay
 * relative, so any absolute URL in the vocabulary of DASH, known or not, could become their base.
 */
public final class DashHosts {

    /**
     * Elements with which players replace the manifest's bases later, or tell others its signed URLs. Their names are in lower
     * case, because players may ignore case.
     */
    private static final Map<String, String> LATER = Map.of(
            "contentsteering", "the steering server can send players to other hosts, which would get the viewer's signature; "
                    + "remove it",
            "patchlocation", "players request patches without the manifest's signature, which can send it to other hosts; "
                    + "remove it",
            "reporting",
            "players report the URLs of the manifest and of its files, with the viewer's signature, to the server that "
                    + "it names; remove it",
            "importedmpd", "players request other manifests without this one's signature; write the Period into the manifest");

    /** Events may contain anything from the next level on. */
    private static final int DEEPEST_EVENT_STREAM = 3;

    /** Contains links for people. */
    private static final String PROGRAM_INFORMATION = "ProgramInformation";
    /** Names that can be URLs, and are not requested. */
    private static final Set<String> IDENTIFIERS = Set.of("id", "profiles", "serviceLocation");
    private static final String SCHEME = "schemeIdUri";
    private static final String PERIOD = "Period";
    private static final String HREF = "href";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    /** Removes the element. Players do not request this URI. */
    private static final String RESOLVE_TO_ZERO = "urn:mpeg:dash:resolve-to-zero:2013";
    private static final Pattern SPACES = Pattern.compile("\\s+");
    /** CloudFront does not accept longer URLs. */
    private static final int LONGEST_TEXT = 8192;

    private final String namespace;
    private final StringBuilder text = new StringBuilder();
    /** The depth of an element in which no URL is requested with a signature; 0 if there is none. */
    private int harmless;

    /**
     * @param namespace of the manifest
     */
    public DashHosts(String namespace) {
        this.namespace = namespace;
    }

    /**
     * Must be called before {@link #begin}.
     *
     * @param depth of the element; that of the root is 1
     * @return why an element can replace hosts later; null if it cannot
     */
    public @Nullable String later(XmlElement element, int depth) {
        return isContent(depth) ? null : LATER.get(element.name().local().toLowerCase(Locale.ROOT));
    }

    /**
     * Whether an element is the content of an event or another descriptor, and not a part of DASH.
     */
    public boolean isContent(int depth) {
        return harmless > 0 && depth > DEEPEST_EVENT_STREAM;
    }

    /**
     * @param element of the manifest
     * @param keepsForeign whether references outside of the grant may stay
     * @throws CloudFrontSignerException if it refers to a remote element or base, which are not in the manifest
     */
    public static void checkRemote(XmlElement element, boolean keepsForeign) {
        String name = element.name().local();
        for (XmlElement.Attribute attribute : element.attributes()) {
            String local = attribute.name().local();
            if (attribute.name().namespace().equals(XML) && local.equals("base")) {
                throw new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE, "a " + name + " of the DASH manifest has an "
                        + "xml:base, which players may resolve references against; use a BaseURL");
            } else if (!attribute.name().namespace().isEmpty() && local.equalsIgnoreCase(HREF)
                    && !attribute.value().equals(RESOLVE_TO_ZERO) && !(name.equals(PERIOD) && keepsForeign)) {
                // a remote element may have its own bases, and inherits references with the grant's parameters
                throw new CloudFrontSignerException(Reason.PLAYLIST_NOT_SIGNABLE, "a " + name + " of the DASH manifest has an "
                        + "xlink:href, and a remote element cannot be signed; write the element into the manifest");
            }
        }
    }

    /**
     * Must be called for each element, from the root on.
     *
     * @param references the attributes that are checked elsewhere
     * @return the absolute URLs in it, and in the text before it
     */
    public List<String> begin(XmlElement element, int depth, List<String> references) {
        List<String> urls = endText();
        if (harmless == 0 && isHarmless(element)) {
            harmless = depth;
        }
        if (harmless > 0) {
            return urls;
        }
        for (XmlElement.Attribute attribute : element.attributes()) {
            String name = attribute.name().local();
            if (attribute.name().namespace().isEmpty() && !IDENTIFIERS.contains(name) && !references.contains(name)) {
                addAbsolute(attribute.value(), urls);
            }
        }
        return urls;
    }

    /**
     * The values of descriptors belong to their schemes. Players request them by themselves, or not at all.
     */
    private boolean isHarmless(XmlElement element) {
        return !element.name().namespace().equals(namespace) || element.name().local().equals(PROGRAM_INFORMATION)
                || element.attribute(SCHEME) != null;
    }

    public void text(String part) {
        if (harmless == 0) {
            int from = 0;
            while (text.length() == 0 && from < part.length() && part.charAt(from) <= ' ') {
                from++;
            }
            text.append(part, from, Math.min(part.length(), from + LONGEST_TEXT - text.length()));
        }
    }

    /**
     * Must be called for each end of an element.
     *
     * @return the absolute URLs in the text before it
     */
    public List<String> end(int depth) {
        if (depth == harmless) {
            harmless = 0;
        }
        return endText();
    }

    private List<String> endText() {
        List<String> urls = new ArrayList<>();
        if (text.length() > 0) {
            addAbsolute(text.toString(), urls);
            text.setLength(0);
        }
        return urls;
    }

    private static void addAbsolute(String value, List<String> urls) {
        if (value.indexOf(':') >= 0 || value.indexOf('/') >= 0 || value.indexOf('\\') >= 0) {
            for (String each : SPACES.split(value)) {
                String url = UriReference.httpUrl(each);
                if (url != null) {
                    urls.add(url);
                }
            }
        }
    }
}
