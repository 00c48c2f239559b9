package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlElement;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Finds everything that chooses a host in one DASH manifest, apart from the references and bases, which are checked one by one.
 * References stay relative, so any absolute URL in an element or attribute, known or not, could become their base, or receive
 * their signatures. Such a URL is treated as foreign unless players do not request it, or are known to request it without a
 * signature.
 */
public final class DashHosts {

    /**
     * Elements with which players replace the manifest's bases later, or send its signed URLs to another server. The names are
     * in lower case, because players may ignore case.
     */
    private static final Map<String, String> LATER = Map.of(
            "contentsteering", "the steering server can send players to other hosts, which would get the viewer's signature",
            "patchlocation", "its patches are not checked, and can send players to other hosts, which would get the viewer's "
                    + "signature",
            "reporting", "players report the URLs that they request, with the viewer's signature, to the server that it names",
            "importedmpd",
            "the manifest that it names is not checked, and can send players to other hosts, which would get the "
                    + "viewer's signature");

    /** The maximum depth of an event stream. From the next level on, events may contain anything. */
    private static final int DEEPEST_EVENT_STREAM = 3;

    /** Attributes without a namespace that contain identifiers, which players do not request. */
    private static final Set<String> IDENTIFIERS = Set.of("id", "profiles", "serviceLocation", "schemeIdUri");
    /** The namespace of attributes that name schemas for tools. */
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    /**
     * Elements of DASH whose value is defined by their scheme, such as clocks and the names of events. Players do not request
     * the value, or request it without a signature.
     */
    private static final Set<String> OWN_VALUE = Set.of("UTCTiming", "EventStream", "InbandEventStream");
    /** Elements of DASH that may contain anything: links for people, license servers, and messages for the application. */
    private static final Set<String> OWN_CONTENT = Set.of("ProgramInformation", "ContentProtection", "Event");

    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    /** The URI that removes an element. Players do not request it. */
    private static final String RESOLVE_TO_ZERO = "urn:mpeg:dash:resolve-to-zero:2013";
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final String namespace;
    private final Consumer<String> foreign;
    private final StringBuilder text = new StringBuilder();
    /** The depth of the enclosing element that may contain anything; 0 if there is none. */
    private int harmless;

    /**
     * @param namespace the namespace of the manifest
     * @param foreign called with each absolute URL to decide whether it may stay
     */
    public DashHosts(String namespace, Consumer<String> foreign) {
        this.namespace = namespace;
        this.foreign = foreign;
    }

    /**
     * Must be called before {@link #begin}.
     *
     * @param depth the depth of the element, which is 1 for the root
     * @return why an element sends signatures to other hosts later; null if it does not
     */
    public @Nullable String later(XmlElement element, int depth) {
        String name = element.name().local();
        String why = isContent(depth) ? null : LATER.get(name.toLowerCase(Locale.ROOT));
        return why == null ? null : "the manifest has the " + name + " element, and " + why;
    }

    /**
     * Whether an element is the content of an event or another descriptor, and not a part of DASH.
     */
    public boolean isContent(int depth) {
        return harmless > 0 && depth > DEEPEST_EVENT_STREAM;
    }

    /**
     * @param element an element of the manifest
     * @param keepsForeign whether references outside of the grant are allowed to stay
     * @throws CloudFrontSignerException if the element refers to a remote element or base, which is not in the manifest
     */
    public static void checkRemote(XmlElement element, boolean keepsForeign) {
        String name = element.name().local();
        for (XmlElement.Attribute attribute : element.attributes()) {
            String local = attribute.name().local();
            if (attribute.name().namespace().equals(XML) && local.equals("base")) {
                throw Failure.ofPlaylist("a " + name + " of the DASH manifest has an xml:base, which players may resolve "
                        + "references against; use a BaseURL");
            } else if (!attribute.name().namespace().isEmpty() && local.equalsIgnoreCase("href")
                    && !attribute.value().equals(RESOLVE_TO_ZERO) && !(name.equals("Period") && keepsForeign)) {
                // a remote element may have its own bases, and inherits references that carry the grant's parameters
                throw Failure.ofPlaylist("a " + name + " of the DASH manifest has an xlink:href, and a remote element cannot "
                        + "be signed; write the element into the manifest");
            }
        }
    }

    /**
     * Decides whether the absolute URLs in an element's attributes, and in the text before the element, may stay. Must be
     * called for each element, beginning with the root.
     *
     * @param references the attributes that are checked elsewhere
     */
    public void begin(XmlElement element, int depth, List<String> references) {
        endText();
        boolean ofDash = element.name().namespace().equals(namespace);
        String name = element.name().local();
        if (harmless == 0 && ofDash && OWN_CONTENT.contains(name)) {
            harmless = depth;
        }
        if (harmless > 0) {
            return;
        }
        boolean ownValue = ofDash && OWN_VALUE.contains(name);
        for (XmlElement.Attribute attribute : element.attributes()) {
            if (mayBeUrl(attribute.value()) && !isKnown(attribute.name(), ownValue, references)) {
                decide(attribute.value());
            }
        }
    }

    private static boolean isKnown(XmlElement.Name attribute, boolean ownValue, List<String> references) {
        String name = attribute.local();
        return attribute.namespace().isEmpty()
                ? IDENTIFIERS.contains(name) || references.contains(name) || ownValue && name.equals("value")
                : attribute.namespace().equals(SCHEMA_INSTANCE);
    }

    public void text(String part) {
        if (harmless == 0) {
            int from = 0;
            while (text.length() == 0 && from < part.length() && part.charAt(from) <= ' ') {
                from++;
            }
            text.append(part, from,
                    Math.max(from, Math.min(part.length(), from + DefaultSignedPolicy.LONGEST_URL - text.length())));
        }
    }

    /**
     * Decides whether the absolute URLs in the text before the end of an element may stay. Must be called for each end.
     */
    public void end(int depth) {
        if (depth == harmless) {
            harmless = 0;
        }
        endText();
    }

    private void endText() {
        if (text.length() > 0) {
            String value = text.toString();
            text.setLength(0);
            if (mayBeUrl(value)) {
                decide(value);
            }
        }
    }

    private static boolean mayBeUrl(String value) {
        return value.indexOf(':') >= 0 || value.indexOf('/') >= 0 || value.indexOf('\\') >= 0;
    }

    private void decide(String value) {
        if (SPACES.splitAsStream(value).filter(this::decideOne).count() == 0) {
            // browsers remove white space within a URL, so the value may be one URL
            decideOne(value);
        }
    }

    private boolean decideOne(String text) {
        String url = UriReference.httpUrl(text);
        if (url != null) {
            foreign.accept(url);
        }
        return url != null;
    }
}
