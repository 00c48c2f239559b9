package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * The names of elements and attributes from which players take URIs. Some players look at local names alone, so that these mean
 * the same in every namespace, and are refused where the manifest's own namespace would be needed for them to be rewritten.
 */
final class DashNames {

    static final String MPD = "MPD";
    static final String BASE = "BaseURL";
    static final String TEMPLATE = "SegmentTemplate";
    /** The only elements that come before an {@code MPD}'s bases. */
    static final String PROGRAM_INFORMATION = "ProgramInformation";

    private static final String PERIOD = "Period";
    private static final String HREF = "href";
    /** Removes the element, and is no URI that players fetch. */
    private static final String RESOLVE_TO_ZERO = "urn:mpeg:dash:resolve-to-zero:2013";

    private static final Set<String> LEVELS = Set.of(PERIOD, "AdaptationSet", "EmptyAdaptationSet", "Representation");

    private static final Set<String> OTHERS = Set.of(MPD, BASE, "SegmentList", "SegmentBase", "Location", "PatchLocation");

    private static final Map<String, List<String>> REFERENCES = Map.of(
            TEMPLATE, List.of("media", "index", "initialization", "bitstreamSwitching"),
            "SegmentURL", List.of("media", "index"),
            "Initialization", List.of("sourceURL"),
            "RepresentationIndex", List.of("sourceURL"),
            "BitstreamSwitching", List.of("sourceURL"));

    private DashNames() {
    }

    static boolean isLevel(String element) {
        return LEVELS.contains(element);
    }

    /**
     * The attributes of an element that are URIs.
     */
    static List<String> references(String element) {
        return REFERENCES.getOrDefault(element, List.of());
    }

    /**
     * @throws CloudFrontSignerException if an element of another namespace than the manifest's has a name of the manifest's
     */
    static void checkOtherNamespace(XmlElement element) {
        String name = element.name().local();
        if (LEVELS.contains(name) || OTHERS.contains(name) || REFERENCES.containsKey(name)) {
            throw new CloudFrontSignerException(
                    "an element " + name + " of the DASH manifest has another namespace than its root, "
                            + "and players may use it all the same; remove it, or correct its namespace");
        }
    }

    /**
     * @param keepsForeign whether references out of the grant may stay
     * @throws CloudFrontSignerException if an attribute has a namespace that players may not look at, or names an element
     *         elsewhere, which would not be rewritten
     */
    static void checkAttributes(XmlElement element, boolean keepsForeign) {
        String name = element.name().local();
        for (XmlElement.Attribute attribute : element.attributes()) {
            String local = attribute.name().local();
            if (attribute.name().namespace().isEmpty()) {
                continue;
            } else if (references(name).contains(local)) {
                throw new CloudFrontSignerException("the attribute " + local + " of a " + name + " of the DASH manifest has a "
                        + "namespace, and players may use it all the same; remove its prefix");
            } else if (local.equals(HREF) && !attribute.value().equals(RESOLVE_TO_ZERO)
                    && !(name.equals(PERIOD) && keepsForeign)) {
                // a remote element may have bases of its own, and what it inherits has the grant's parameters
                throw new CloudFrontSignerException(
                        "a " + name + " of the DASH manifest has an xlink:href, and a remote element "
                                + "cannot be signed; write the element into the manifest");
            }
        }
    }
}
