package io.quarkiverse.cloudfront.signer.deployment.gate;

import static io.quarkiverse.cloudfront.signer.deployment.gate.GateReader.property;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.runtime.gate.ActionPaths;
import io.quarkiverse.cloudfront.signer.runtime.gate.GateInfo;
import io.quarkiverse.cloudfront.signer.runtime.gate.ReturnPath;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.GateConfig;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.GatesBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.gate.config.SitePages;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;

/**
 * Checks the configuration of gates.
 */
record GateCheck(ResourceCheck resources, HttpRootPathBuildItem root, boolean hasUsers, BuildProblems problems) {

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_-][A-Za-z0-9._~-]*)+");

    void check(GatesBuildTimeConfig config, List<GateInfo> gates) {
        config.gates().forEach((name, gate) -> {
            if (gate.resource().isPresent()) {
                check(name, gate, gate.resource().get());
            } else if (!name.equals(GatesBuildTimeConfig.UNNAMED)) {
                problems.add(
                        property(name, "resource") + " is not set. Set it to the files that the gate protects, such as /*");
            }
        });
        ActionPaths actions = ActionPaths.of(gates.stream().map(GateInfo::path).toList());
        gates.forEach(gate -> checkLanding(gate, actions));
        gates.forEach(gate -> checkPages(gate, GateReader.properties(config, gate)));
        checkDistinct(gates);
        checkShared(gates, "path", 403, gate -> Optional.of(gate.path()));
        checkShared(gates, "not-found", 404, gate -> GateReader.properties(config, gate).notFound());
        checkRoot(gates);
    }

    private void check(String name, GateConfig gate, String resource) {
        String property = property(name, "resource");
        if (!hasUsers) {
            problems.add(property + " requires users who log in, but the application does not have a security extension. Add "
                    + "quarkus-oidc");
        }
        resources.mistakes(resource, placeholder -> "{" + placeholder + "} is neither {principal} nor a {claim.name}, which "
                + "are the only placeholders for a gate")
                .forEach(mistake -> problems.add(property + " is \"" + resource + "\": " + mistake));
        gate.expiresIn().map(lifetime -> ExpiryRule.mistakeIn(lifetime, InstantSource.system()))
                .ifPresent(mistake -> problems.add(property(name, "expires-in") + " " + mistake));
        if (!PATH.matcher(gate.path()).matches()) {
            problems.add(property(name, "path") + " is \"" + gate.path() + "\". Use a path that begins with a single / and "
                    + "does not end with /, such as /private-access");
        }
    }

    private void checkLanding(GateInfo gate, ActionPaths actions) {
        if (ReturnPath.parse(gate.landing(), actions).isEmpty()) {
            problems.add(
                    property(gate.name(), "landing") + " is \"" + gate.landing() + "\". Use a path of the site that begins "
                            + "with one / and does not lead to the gate, such as /");
        }
    }

    private void checkPages(GateInfo gate, GateConfig config) {
        if (config.pages() != SitePages.FILES && !gate.prefix().endsWith("/")) {
            problems.add(property(gate.name(), "pages") + " is " + config.pages().name().toLowerCase(Locale.ROOT) + ", but "
                    + gate.description() + " is not a directory. Set it to one, such as /* or /docs/*");
        }
        config.notFound().filter(page -> !PATH.matcher(page).matches() || !page.startsWith(gate.prefix()))
                .ifPresent(page -> problems
                        .add(property(gate.name(), "not-found") + " is \"" + page + "\". Use the path of a file "
                                + "that the gate protects, such as " + gate.prefix() + "404.html"));
    }

    /**
     * Checks that no gate's resource contains the resource of another gate. Otherwise, the cookies of the outer gate would open
     * files to users whom the inner gate refuses.
     */
    private void checkDistinct(List<GateInfo> gates) {
        for (GateInfo outer : gates) {
            for (GateInfo inner : gates) {
                if (outer != inner && inner.prefix().startsWith(outer.prefix())
                        && (!inner.prefix().equals(outer.prefix()) || gates.indexOf(outer) < gates.indexOf(inner))) {
                    problems.add("%s contains %s, so its cookies would give access to both. Use resources that do not contain "
                            .formatted(outer.description(), inner.description())
                            + "each other, such as /public-docs/* and /drafts/*");
                }
            }
        }
    }

    /**
     * Checks that the gates of a signer have the same page for a status, because their distribution shows only one.
     */
    private void checkShared(List<GateInfo> gates, String property, int status, Function<GateInfo, Optional<String>> page) {
        Map<String, GateInfo> firstOfSigner = new HashMap<>();
        for (GateInfo gate : gates.stream().filter(each -> page.apply(each).isPresent()).toList()) {
            GateInfo first = firstOfSigner.computeIfAbsent(gate.signer(), signer -> gate);
            if (!page.apply(gate).equals(page.apply(first))) {
                problems.add(
                        "%s differs from %s, but both gates use the same signer, and its distribution has only one page for "
                                .formatted(property(gate.name(), property), property(first.name(), property))
                                + "status " + status + ". Set the same path for both");
            }
        }
    }

    /**
     * Checks the root path, with which the paths of all gates begin. These paths become path patterns of CloudFront, and logins
     * must not lead back to them.
     */
    private void checkRoot(List<GateInfo> gates) {
        if (!gates.isEmpty() && !PATH.matcher(root.resolvePath("gate")).matches()) {
            problems.add(
                    "quarkus.http.root-path is \"" + root.getRootPath() + "\", but the path of a gate, which begins with it, "
                            + "may only contain letters, digits, and ._~- between its slashes. Use a root path with only these "
                            + "characters");
        }
    }
}
