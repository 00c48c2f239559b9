package io.quarkiverse.cloudfront.signer.deployment.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.member.Member;
import io.quarkiverse.cloudfront.signer.deployment.member.MembersBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.method.SignedMethodsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.qute.TemplateUsesBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.security.AccessRulesBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.grant.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.grant.SignedMethodInfo;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUse;
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
        RestEndpoints restMethods = new RestEndpoints(index);
        String prefix = root.resolvePath(restPath(index));
        List<SignedResourceListing> listings = new ArrayList<>();
        for (InterceptedMethod bound : methods.bound()) {
            SignedMethodInfo method = methods.methods().get(bound.name());
            listings.add(new SignedResourceListing(SignedResourceElements.describe(bound.method()), kind(method),
                    method.rest() ? restMethods.httpMethod(bound.method()) : "",
                    method.rest() ? restMethods.path(prefix, bound.beanClass(), bound.method()) : "",
                    method.signer(), method.resource(), method.expiresIn(), method.bindToIp(),
                    method.rest() ? security(bound.method(), access) : ""));
        }
        for (Member member : members.members()) {
            SignedResourceElements elements = member.elements();
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

    private static String kind(SignedMethodInfo method) {
        if (method.delivery() == Delivery.COOKIES) {
            return "cookies";
        }
        if (method.playlists() == PlaylistMode.DECLARED) {
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
