package io.quarkiverse.cloudfront.signer.deployment.catalog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.field.AnnotatedField;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.method.SignedMethodsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.method.SignedMethodsBuildItem.SignedMethod;
import io.quarkiverse.cloudfront.signer.deployment.qute.TemplateUsesBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.security.AccessRulesBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPoint;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPointBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUses.TemplateUse;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;

/**
 * Collects methods, fields, templates, and the places of other extensions in one list.
 */
class CatalogProcessor {

    @BuildStep
    CatalogBuildItem list(SignedMethodsBuildItem methods, SignedFieldsBuildItem fields,
            Optional<TemplateUsesBuildItem> templates, CombinedIndexBuildItem combinedIndex, AccessRulesBuildItem access,
            List<AccessPointBuildItem> accessPoints, HttpRootPathBuildItem root) {
        IndexView index = combinedIndex.getIndex();
        RestEndpoints restMethods = new RestEndpoints(index);
        String prefix = root.resolvePath(restPath(index));
        CatalogBuildItem catalog = new CatalogBuildItem();
        for (SignedMethod method : methods.methods()) {
            catalog.add(method.info(), entry(method, restMethods, prefix, access));
        }
        for (AnnotatedField field : fields.fields()) {
            SignedResourceElements elements = field.elements();
            catalog.add(field, new CatalogBuildItem.Entry(field.description(),
                    elements.content() == Content.DIRECTORY ? CatalogBuildItem.Entry.DIRECTORY + " field" : "field", "", "",
                    field.signer(),
                    elements.resource(), elements.expiresIn(), elements.bindToIp(), ""));
        }
        templates.ifPresent(found -> found.uses().forEach(use -> catalog.add(template(use))));
        accessPoints.forEach(item -> catalog.add(entry(item.point())));
        return catalog;
    }

    private static CatalogBuildItem.Entry entry(AccessPoint point) {
        return new CatalogBuildItem.Entry(point.place(), CatalogBuildItem.Entry.COOKIES, "GET", point.page(), point.signer(),
                point.resource(), point.expiresIn(), false, point.users());
    }

    private static CatalogBuildItem.Entry entry(SignedMethod signed, RestEndpoints restMethods, String prefix,
            AccessRulesBuildItem access) {
        MethodInfo method = signed.bound().method();
        SignedMethodInfo info = signed.info();
        SignedMethodInfo.Elements elements = info.elements();
        return new CatalogBuildItem.Entry(info.description(), kind(info),
                info.call().rest() ? restMethods.httpMethod(method) : "",
                info.call().rest() ? restMethods.path(prefix, signed.bound().beanClass(), method) : "",
                elements.signer(), elements.resource(), elements.expiresIn(), elements.bindToIp(),
                info.call().rest() ? security(method, access) : "");
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
        if (method.elements().delivery() == Delivery.COOKIES) {
            return CatalogBuildItem.Entry.COOKIES;
        }
        if (method.result().playlists() == PlaylistMode.DECLARED) {
            return "playlist";
        }
        return method.result().fields().alone() ? "fields" : kind(method.elements().content());
    }

    private static String kind(Content content) {
        return switch (content) {
            case URL -> "URLs";
            case STATIC_PLAYLIST -> "static playlist";
            case DIRECTORY -> CatalogBuildItem.Entry.DIRECTORY;
            case TEXT, MARKUP -> "text";
        };
    }

    private static String security(MethodInfo method, AccessRulesBuildItem access) {
        return !access.hasUsers() ? "anyone: the application does not have a security extension"
                : access.securityAnnotation(method)
                        .map(own -> own.toString(false).replaceFirst("(?<=@)(?:\\w+\\.)+", ""))
                        .orElse("authenticated by default");
    }

    private static CatalogBuildItem.Entry template(TemplateUse use) {
        return new CatalogBuildItem.Entry(use.place(), "template", "", "", Objects.toString(use.signer(), ""),
                Objects.toString(use.resource(), ""), Objects.toString(use.expiresIn(), ""), false, "");
    }
}
