package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.DashHosts;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlElement;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlCharacters;

/**
 * The names of elements and attributes from which players take URIs. Some players compare only local names, or ignore case. A
 * name that they could confuse with one of these is refused.
 */
public final class DashNames {

    public static final String MPD = "MPD";
    public static final String BASE = "BaseURL";
    static final String TEMPLATE = "SegmentTemplate";
    /** The only elements that precede the bases of an {@code MPD}. */
    static final String PROGRAM_INFORMATION = "ProgramInformation";

    public static final String REPRESENTATION = "Representation";

    /** DASH itself needs about ten levels. The parser fails at about ten thousand. */
    private static final int DEEPEST = 100;

    /** The levels with their ranks. A level can only be inside levels with lower ranks. */
    private static final Map<String, Integer> LEVELS = Map.of(MPD, 0, "Period", 1, "AdaptationSet", 2, "EmptyAdaptationSet", 2,
            REPRESENTATION, 3);

    private static final Map<String, List<String>> REFERENCES = Map.of(
            TEMPLATE, List.of("media", "index", "initialization", "bitstreamSwitching"),
            "SegmentURL", List.of("media", "index"),
            "Initialization", List.of("sourceURL"),
            "InitializationSet", List.of("initialization"),
            "RepresentationIndex", List.of("sourceURL"),
            "BitstreamSwitching", List.of("sourceURL"));

    private static final NavigableSet<String> ELEMENTS = inAnyCase(LEVELS.keySet(), REFERENCES.keySet(),
            Set.of(BASE, "SegmentList", "SegmentBase"));

    private static final NavigableSet<String> ATTRIBUTES = inAnyCase(
            Set.of("media", "index", "initialization", "bitstreamSwitching", "sourceURL", "href", "id", "bandwidth",
                    "byteRange"));

    private DashNames() {
    }

    /** The names in a set that ignores case, as some players do. */
    @SafeVarargs
    public static NavigableSet<String> inAnyCase(Set<String>... names) {
        NavigableSet<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Set<String> some : names) {
            all.addAll(some);
        }
        return Collections.unmodifiableNavigableSet(all);
    }

    /**
     * Whether an element can have its own bases.
     */
    static boolean isLevel(String element) {
        return LEVELS.containsKey(element);
    }

    /**
     * @param level the name of a level
     */
    static int rank(String level) {
        return Objects.requireNonNull(LEVELS.get(level));
    }

    /**
     * The attributes of an element that contain URIs.
     */
    public static List<String> references(String element) {
        return REFERENCES.getOrDefault(element, List.of());
    }

    /**
     * @param depth the depth of an element, 1 for the root
     * @throws CloudFrontSignerException if the depth exceeds the limit
     */
    public static void checkDepth(int depth) {
        if (depth > DEEPEST) {
            throw Failure.ofPlaylist("the elements of the DASH manifest are nested more than " + DEEPEST + " deep");
        }
    }

    /**
     * @param namespace the namespace of the manifest
     * @param keepsForeign whether references outside of the grant are allowed to stay
     * @throws CloudFrontSignerException if players may confuse the name of the element, or of one of its attributes, with a
     *         name that they know. The same applies if the element refers to a remote element or base
     */
    public static void check(XmlElement element, String namespace, boolean keepsForeign) {
        String name = element.name().local();
        element.forEachName(DashNames::checkSpelling);
        if (ELEMENTS.contains(name) && !ELEMENTS.floor(name).equals(name)) {
            throw otherCase("an element", name, ELEMENTS.floor(name));
        } else if (element.name().namespace().equals(namespace)) {
            checkAttributes(element);
            DashHosts.checkRemote(element, keepsForeign);
        } else if (ELEMENTS.contains(name)) {
            throw Failure.ofPlaylist("the " + name + " element of the DASH manifest has a different namespace from its root, "
                    + "and players may use it anyway; remove it, or correct its namespace");
        }
    }

    /**
     * Refuses all but simple names, because the simple parsers of some players skip other names, or read the value of an
     * attribute with such a name as further attributes.
     */
    private static void checkSpelling(XmlElement.Name name) {
        if (!isSimple(name.prefix()) || !isSimple(name.local())) {
            throw Failure.ofPlaylist("the name of an element, attribute, or namespace in the DASH manifest does not begin with "
                    + "an ASCII letter, or contains characters other than ASCII letters, digits, -, _, and periods, and "
                    + "players may read it in different ways; rename it");
        }
    }

    private static boolean isSimple(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!UrlCharacters.NAME.contains(name.charAt(i)) || i == 0 && !Character.isLetter(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static CloudFrontSignerException otherCase(String what, String name, String known) {
        return Failure.ofPlaylist(what + " of the DASH manifest is named " + name + ", and players may take it for " + known
                + "; remove it, or correct its name");
    }

    /**
     * @param element an element of the manifest
     * @throws CloudFrontSignerException if players may confuse an attribute with one that is rewritten
     */
    private static void checkAttributes(XmlElement element) {
        String name = element.name().local();
        for (XmlElement.Attribute attribute : element.attributes()) {
            String local = attribute.name().local();
            if (attribute.name().namespace().isEmpty()) {
                if (ATTRIBUTES.contains(local) && !ATTRIBUTES.floor(local).equals(local)) {
                    throw otherCase("an attribute", local, ATTRIBUTES.floor(local));
                }
            } else if (references(name).stream().anyMatch(local::equalsIgnoreCase)) {
                throw Failure.ofPlaylist("the " + local + " attribute of a " + name + " of the DASH manifest has a namespace, "
                        + "and players may use it anyway; remove its prefix");
            }
        }
    }
}
