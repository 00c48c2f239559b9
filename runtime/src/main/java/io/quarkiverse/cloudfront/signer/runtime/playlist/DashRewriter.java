package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * Decides what becomes of the elements of one manifest, in their order. References stay relative and get the grant's
 * parameters; the manifest's own bases become absolute.
 */
final class DashRewriter {

    private static final String MPD = "MPD";
    private static final String BASE = "BaseURL";
    private static final String TEMPLATE = "SegmentTemplate";
    /** The only elements that come before an {@code MPD}'s bases. */
    private static final String PROGRAM_INFORMATION = "ProgramInformation";

    private static final Set<String> LEVELS = Set.of("Period", "AdaptationSet", "EmptyAdaptationSet", "Representation");

    private static final Map<String, List<String>> REFERENCES = Map.of(
            TEMPLATE, List.of("media", "index", "initialization", "bitstreamSwitching"),
            "SegmentURL", List.of("media", "index"),
            "Initialization", List.of("sourceURL"),
            "RepresentationIndex", List.of("sourceURL"),
            "BitstreamSwitching", List.of("sourceURL"));

    private final GrantedUris uris;
    private String namespace;
    private DashLevel level;
    private boolean hasBase;
    private int depth;

    DashRewriter(GrantedUris uris) {
        this.uris = uris;
    }

    /**
     * @return the base to insert before an element, or null
     */
    String baseBefore(XmlElement element) {
        if (depth != 1 || hasBase || isOfManifest(element, PROGRAM_INFORMATION)) {
            return null;
        }
        hasBase = true;
        return isOfManifest(element, BASE) ? null : uris.base();
    }

    /**
     * Whether an element is a base, and is to be rewritten as a whole.
     */
    boolean isBase(XmlElement element) {
        return level != null && depth == level.depth() && isOfManifest(element, BASE);
    }

    private boolean isOfManifest(XmlElement element, String name) {
        return element.name().local().equals(name) && element.name().namespace().equals(namespace);
    }

    XmlElement begin(XmlElement element) {
        depth++;
        if (depth == 1) {
            root(element);
            return element;
        } else if (!element.name().namespace().equals(namespace)) {
            return element;
        }
        String name = element.name().local();
        if (LEVELS.contains(name)) {
            level = level.child(depth, element);
        }
        XmlElement rewritten = element;
        for (String attribute : REFERENCES.getOrDefault(name, List.of())) {
            String reference = element.attribute(attribute);
            if (reference != null && !reference.isEmpty() && !isData(reference) && isSigned(reference, name.equals(TEMPLATE))) {
                rewritten = rewritten.with(attribute, uris.append(reference));
            }
        }
        return rewritten;
    }

    private void root(XmlElement element) {
        if (!element.name().local().equals(MPD)) {
            throw new CloudFrontSignerException("this is no DASH manifest, as its root element is not MPD");
        }
        namespace = element.name().namespace();
        level = DashLevel.root(uris.base(), element);
    }

    private static boolean isData(String reference) {
        return "data".equalsIgnoreCase(UriReference.scheme(reference));
    }

    /**
     * Where representations follow, they may have bases of their own, and only they show where the reference leads.
     */
    private boolean isSigned(String reference, boolean template) {
        level.complete();
        boolean open = !level.isRepresentation();
        boolean signed = open && !uris.keepsForeign() || !DashReference.isForeign(reference, template, level, uris);
        if (open) {
            level.add(new DashReference(reference, template, signed));
        }
        return signed;
    }

    void end() {
        if (level != null && level.depth() == depth) {
            for (DashReference reference : level.references()) {
                reference.checkUnlessDone(level, uris);
            }
            if (level.isRepresentation()) {
                checkInherited();
            }
            level = level.parent();
        }
        depth--;
    }

    private void checkInherited() {
        for (DashLevel outer = level.parent(); outer != null; outer = outer.parent()) {
            for (DashReference reference : outer.references()) {
                reference.check(level, uris);
            }
        }
    }

    String rewriteBase(XmlElement element, String text) {
        if (element.attribute("byteRange") != null) {
            throw new CloudFrontSignerException("a BaseURL has a byteRange, of which players make URLs that were not signed; "
                    + "leave it out");
        }
        String reference = text.strip();
        List<String> resolved = new ArrayList<>();
        for (String outer : level.outerBases(uris.base())) {
            resolved.add(UriReference.resolve(outer, reference));
        }
        level.add(resolved);
        if (isData(reference) || reference.isEmpty() && !level.isRoot()) {
            return text;
        } else if (UriReference.isDirectory(resolved.get(0))) {
            return isForeignDirectory(resolved) || !level.isRoot() ? text : resolved.get(0);
        } else if (DashReference.isForeign("", resolved, uris)) {
            return text;
        }
        return uris.append(level.isRoot() ? resolved.get(0) : reference);
    }

    /**
     * Whether the grant covers what is in a directory only shows with what is relative to it.
     */
    private boolean isForeignDirectory(List<String> resolved) {
        boolean foreign = false;
        for (String directory : resolved) {
            foreign |= uris.isOfForeignHost(directory);
        }
        return foreign;
    }
}
