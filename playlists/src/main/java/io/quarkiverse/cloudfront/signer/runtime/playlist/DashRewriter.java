package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.playlist.host.DashHosts;
import io.quarkiverse.cloudfront.signer.runtime.playlist.host.LaterHosts;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;
import io.quarkiverse.cloudfront.signer.runtime.playlist.xml.XmlElement;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Rewrites the elements of one manifest in document order. References stay relative and get the grant's parameters. The
 * manifest's own bases become absolute.
 */
final class DashRewriter {

    private static final Pattern IDENTIFIER = Pattern.compile("\\$[^$]*\\$");

    private final GrantedUris uris;
    private final DashWork work;
    private final DashBases rootBases;
    private final LaterHosts later;
    private @Nullable DashHosts hosts;
    private XmlElement.@Nullable Name root;
    private @Nullable DashLevel level;
    private boolean hasBase;
    private int depth;

    DashRewriter(GrantedUris uris) {
        this.uris = uris;
        this.work = new DashWork(uris.base().length());
        this.rootBases = new DashBases(List.of(uris.base()), work);
        this.later = new LaterHosts(uris);
    }

    /**
     * @return the base to insert before an element, or null
     */
    @Nullable
    String baseBefore(XmlElement element) {
        if (depth != 1 || hasBase || !isOfManifest(element) || isOfManifest(element, DashNames.PROGRAM_INFORMATION)) {
            return null;
        }
        hasBase = true;
        if (isOfManifest(element, DashNames.BASE)) {
            return null;
        }
        // a further base after the inserted one would be an alternative, from which players could choose
        level().complete();
        return uris.base();
    }

    /**
     * The name of the manifest's root. The inserted base gets its prefix and namespace.
     */
    XmlElement.Name root() {
        return Objects.requireNonNull(root);
    }

    /**
     * The innermost level. It exists between the start and the end of the root.
     */
    private DashLevel level() {
        return Objects.requireNonNull(level);
    }

    /**
     * Whether an element is a base, which must be rewritten as a whole.
     */
    boolean isBase(XmlElement element) {
        return level != null && depth == level.depth() && isOfManifest(element, DashNames.BASE);
    }

    private boolean isOfManifest(XmlElement element, String name) {
        return element.name().local().equals(name) && isOfManifest(element);
    }

    private boolean isOfManifest(XmlElement element) {
        return element.name().namespace().equals(root().namespace());
    }

    XmlElement begin(XmlElement element) {
        work.allow(element.length());
        depth++;
        DashNames.checkDepth(depth);
        if (depth == 1) {
            beginRoot(element);
            return element;
        }
        DashNames.check(element, root().namespace(), uris.keepsForeign());
        String why = hosts().later(element, depth);
        if (why != null) {
            later.choose(why);
        }
        String name = element.name().local();
        hosts().begin(element, depth, DashNames.references(name));
        if (!isOfManifest(element)) {
            return element;
        }
        if (name.equals(DashNames.BASE)) {
            throw Failure.ofPlaylist("a BaseURL of the DASH manifest is in a place where DASH does not allow one, and players "
                    + "may use it anyway; move it into an MPD, Period, AdaptationSet, or Representation");
        }
        if (DashNames.isLevel(name)) {
            level = level().child(depth, element);
        }
        XmlElement rewritten = element;
        for (String attribute : DashNames.references(name)) {
            String reference = element.attribute(attribute);
            if (reference != null && !reference.isEmpty() && !UriReference.isData(reference)
                    && isSigned(reference, name.equals(DashNames.TEMPLATE))) {
                later.sign();
                rewritten = rewritten.with(attribute, uris.append(reference));
            }
        }
        return rewritten;
    }

    private void beginRoot(XmlElement element) {
        root = element.name();
        if (!element.name().local().equals(DashNames.MPD)) {
            throw Failure.ofPlaylist("this is not a DASH manifest, because its root element is not MPD");
        }
        DashNames.check(element, element.name().namespace(), uris.keepsForeign());
        // isForeign throws an exception if the URL is foreign, and foreign URIs are not allowed
        hosts = new DashHosts(element.name().namespace(), url -> uris.isForeign(UriReference.resolve(uris.base(), url)));
        hosts.begin(element, depth, List.of());
        level = new DashLevel(null, 1, rootBases, element);
    }

    private DashHosts hosts() {
        return Objects.requireNonNull(hosts);
    }

    /**
     * Must be called for each part of the text between elements.
     */
    void text(String part) {
        if (hosts != null) {
            hosts.text(part);
        }
    }

    /**
     * Whether a reference is signed. If representations can follow, the decision is checked later, because their bases decide
     * where the reference leads.
     */
    private boolean isSigned(String reference, boolean template) {
        DashLevel level = level();
        level.complete();
        DashWork.checkLength(reference.length());
        if (!template && IDENTIFIER.matcher(reference).find()) {
            throw Failure.ofPlaylist("a reference that does not belong to a SegmentTemplate has an identifier such as "
                    + "$RepresentationID$, which some players replace anyway; write its value instead");
        }
        boolean open = !level.isRepresentation();
        boolean signed = open && !uris.keepsForeign() || !DashReference.isForeign(reference, template, level, uris);
        if (open) {
            level.add(new DashReference(reference, template, signed), uris);
        }
        return signed;
    }

    void end() {
        hosts().end(depth);
        if (level != null && level.depth() == depth) {
            level.checkUninherited(uris);
            if (level.isRepresentation()) {
                checkInherited(level);
            }
            level = level.parent();
        }
        depth--;
    }

    private void checkInherited(DashLevel level) {
        for (DashLevel outer = level.parent(); outer != null; outer = outer.parent()) {
            outer.check(level, uris);
        }
    }

    String rewriteBase(XmlElement element, String text) {
        work.allow(element.length() + text.length());
        DashNames.check(element, root().namespace(), uris.keepsForeign());
        hosts().begin(element, depth + 1, List.of());
        hosts().end(depth + 1);
        if (element.attribute("byteRange") != null) {
            throw Failure.ofPlaylist("a BaseURL has a byteRange, from which players make URLs that are not signed; remove "
                    + "it");
        }
        String reference = text.strip();
        if (UriReference.isAmbiguous(reference)) {
            throw Failure.ofPlaylist("a BaseURL is an absolute URL for some players only, because of a backslash, white space, "
                    + "or a non-ASCII character; write it in the form https://host/path/");
        }
        DashLevel level = level();
        DashBases bases = level.outerBases(rootBases).resolve(reference);
        level.add(bases);
        List<String> resolved = bases.urls();
        if (UriReference.isData(reference) || reference.isEmpty() && !level.isRoot()) {
            return text;
        } else if (UriReference.isDirectory(resolved.get(0))) {
            // the URL of a directory does not show whether the grant covers it; the references below it do
            return resolved.stream().filter(uris::isOfForeignHost).count() > 0 || !level.isRoot() ? text : resolved.get(0);
        } else if (bases.isForeign("", uris)) {
            return text;
        }
        later.sign();
        return uris.append(level.isRoot() ? resolved.get(0) : reference);
    }
}
