package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.gate.GateInfo;

/**
 * What the gates of one signer need of its distribution, in addition to restricted cache behaviors.
 *
 * @param path the path of their pages, which is the same for all of them
 * @param resources the templates of the files that they protect
 */
record GateSetup(String path, List<String> resources) {

    /**
     * @return null if the signer does not have a gate
     */
    static @Nullable GateSetup of(String signer, List<GateInfo> gates) {
        List<GateInfo> own = gates.stream().filter(gate -> gate.signer().equals(signer)).toList();
        return own.isEmpty() ? null : new GateSetup(own.get(0).path(), own.stream().map(GateInfo::resource).toList());
    }

    /**
     * The path pattern of the cache behavior whose origin is the application.
     */
    String pattern() {
        return path + "/*";
    }

    /**
     * The page that replaces responses with status 403.
     */
    String deniedPage() {
        return path + "/denied";
    }

    /**
     * Those of the restricted patterns that contain files of a gate.
     */
    List<String> sitePatterns(List<String> restricted) {
        List<String> own = PathPatterns.of(resources);
        return restricted.stream()
                .filter(pattern -> own.stream().anyMatch(files -> PathPatterns.covers(pattern, files))).toList();
    }
}
