package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * The URLs that references are resolved against. They are alternatives, and a player may use any of them. A reference that
 * stays below every base is checked against only one of them, so that the work does not grow with their number.
 */
final class DashBases {

    /** A limit is necessary because alternatives multiply from level to level. */
    private static final int MOST_BASES = 100;
    /** Replaces a data URI, which may be long. As bases, all data URIs are the same. */
    private static final String DATA = "data:,";

    private enum Kind {
        /** The grant covers everything below each base. */
        GRANTED,
        /** No base has one of the signer's hosts, and references to other hosts are allowed to stay. */
        FOREIGN,
        /** Each reference must be checked against each base. */
        MIXED
    }

    private final List<String> urls;
    private final DashWork work;
    /** The results of {@link #resolve} for directories that references begin with, such as {@code ../}. */
    private final Map<String, DashBases> directories = new HashMap<>();
    private @Nullable Kind kind;
    private String longest;
    private int length;

    DashBases(List<String> urls, DashWork work) {
        if (urls.size() > MOST_BASES) {
            throw Failure.ofPlaylist("the BaseURLs of the manifest make more than " + MOST_BASES + " combinations");
        }
        this.urls = urls;
        this.longest = urls.get(0);
        this.work = work;
    }

    /**
     * Resolves a base that is relative to these bases.
     */
    DashBases resolve(String reference) {
        List<String> resolved = new ArrayList<>(urls.size());
        String relative = UriReference.isData(reference) ? DATA : reference;
        DashWork.checkLength(relative.length());
        for (String url : urls) {
            String base = UriReference.resolve(url, relative);
            DashWork.checkLength(base.length());
            work.count(base);
            resolved.add(base);
        }
        return new DashBases(resolved, work);
    }

    DashBases and(DashBases others) {
        List<String> all = new ArrayList<>(urls);
        all.addAll(others.urls);
        return new DashBases(all, work);
    }

    List<String> urls() {
        return urls;
    }

    /**
     * Whether a reference is outside of the grant, whichever base is used.
     *
     * @throws CloudFrontSignerException if the result differs between the bases, so that the grant's parameters would be sent
     *         to another host, or be missing
     */
    boolean isForeign(String reference, GrantedUris uris) {
        if (kind(uris) == Kind.GRANTED && uris.isPlain(length, reference)) {
            return false;
        } else if (kind(uris) != Kind.MIXED && UriReference.isBelow(reference)) {
            return isForeign(longest, reference, uris);
        }
        if (urls.size() == 1 || UriReference.scheme(reference) != null) {
            return isForeign(urls.get(0), reference, uris);
        }
        int directory = UriReference.directory(reference);
        if (directory > 0) {
            return in(reference.substring(0, directory)).isForeign(reference.substring(directory), uris);
        }
        boolean foreign = isForeign(urls.get(0), reference, uris);
        for (int i = 1; i < urls.size(); i++) {
            work.count(reference);
            if (isForeign(urls.get(i), reference, uris) != foreign) {
                throw Failure.ofPlaylist("a reference leads out of the grant from one BaseURL, but not from another; make it "
                        + "absolute");
            }
        }
        return foreign;
    }

    private boolean isForeign(String base, String reference, GrantedUris uris) {
        String url = UriReference.resolve(base, reference);
        work.countLength(url);
        return uris.isForeign(url);
    }

    private DashBases in(String directory) {
        DashBases known = directories.get(directory);
        if (known == null) {
            if (directories.size() == MOST_BASES) {
                directories.clear();
            }
            known = new DashBases(List.copyOf(new LinkedHashSet<>(resolve(directory).urls)), work);
            directories.put(directory, known);
        }
        return known;
    }

    /**
     * Whether the references below these bases are either all within the grant, or all foreign.
     */
    boolean areAlike(GrantedUris uris) {
        return kind(uris) != Kind.MIXED;
    }

    boolean areLike(DashBases others, GrantedUris uris) {
        return kind(uris) == others.kind(uris);
    }

    /**
     * Must be called for each repeated check of a reference, to count its work.
     */
    void countCheck(String reference) {
        work.count(reference);
    }

    private Kind kind(GrantedUris uris) {
        if (kind == null) {
            boolean granted = true;
            boolean foreign = uris.keepsForeign();
            for (String url : urls) {
                String directory = UriReference.resolve(url, "x");
                granted &= uris.coversAllFrom(directory.substring(0, directory.length() - 1));
                foreign &= uris.isOfOtherHost(url);
                if (directory.length() > length) {
                    length = directory.length();
                    longest = url;
                }
            }
            Kind ungranted = foreign ? Kind.FOREIGN : Kind.MIXED;
            kind = granted ? Kind.GRANTED : ungranted;
        }
        return kind;
    }
}
