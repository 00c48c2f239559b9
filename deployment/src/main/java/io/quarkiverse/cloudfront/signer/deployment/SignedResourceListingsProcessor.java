package io.quarkiverse.cloudfront.signer.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUse;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.Playlists;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.SignedMethod;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;

/**
 * Lists what is signed, for developers to look at.
 */
class SignedResourceListingsProcessor {

    @BuildStep
    SignedResourceListingsBuildItem list(SignedMethodsBuildItem methods, MembersBuildItem members,
            Optional<TemplateUsesBuildItem> templates, CombinedIndexBuildItem combinedIndex, AccessRulesBuildItem access,
            HttpRootPathBuildItem root) {
        IndexView index = combinedIndex.getIndex();
        RestMethods restMethods = new RestMethods(index);
        String prefix = root.resolvePath(restPath(index));
        List<SignedResourceListing> listings = new ArrayList<>();
        for (BoundMethod bound : methods.bound()) {
            SignedMethod method = methods.methods().get(bound.name());
            listings.add(new SignedResourceListing(SignedResourceInstance.describe(bound.method()), kind(method),
                    method.rest() ? restMethods.httpMethod(bound.method()) : "",
                    method.rest() ? restMethods.path(prefix, bound.beanClass(), bound.method()) : "",
                    method.signer(), method.resource(), method.expiresIn(), method.bindToIp(),
                    method.rest() ? security(bound.method(), access) : ""));
        }
        for (Member member : members.members()) {
            SignedResourceInstance elements = member.elements();
            listings.add(new SignedResourceListing(member.description(), "member", "", "", member.signer(),
                    elements.resource(), elements.expiresIn(), elements.bindToIp(), ""));
        }
        templates.ifPresent(found -> found.uses().forEach(use -> listings.add(template(use))));
        listings.sort(Comparator.comparing((SignedResourceListing listing) -> listing.path().isEmpty())
                .thenComparing(SignedResourceListing::path).thenComparing(SignedResourceListing::place));
        return new SignedResourceListingsBuildItem(List.copyOf(listings));
    }

    private static String restPath(IndexView index) {
        for (AnnotationInstance path : index.getAnnotations(DotNames.APPLICATION_PATH)) {
            return relative(path.value().asString());
        }
        return relative(ConfigProvider.getConfig().getOptionalValue("quarkus.rest.path", String.class).orElse(""));
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static String kind(SignedMethod method) {
        if (method.delivery() == Delivery.COOKIES) {
            return "cookies";
        }
        if (method.playlists() == Playlists.DECLARED) {
            return "playlist";
        }
        return method.members().alone() ? "members" : "URLs";
    }

    private static String security(MethodInfo method, AccessRulesBuildItem access) {
        if (!access.hasUsers()) {
            return "anybody: the application has no security extension";
        }
        return access.securityAnnotation(method)
                .map(own -> own.toString(false).replaceFirst("(?<=@)(?:\\w+\\.)+", ""))
                .orElse("authenticated by default");
    }

    private static SignedResourceListing template(TemplateUse use) {
        return new SignedResourceListing(use.place(), "template", "", "", said(use.signer()), said(use.resource()),
                said(use.expiresIn()), false, "");
    }

    private static String said(String value) {
        return value == null ? "" : value;
    }
}
