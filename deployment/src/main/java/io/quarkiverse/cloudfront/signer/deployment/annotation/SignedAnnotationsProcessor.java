package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.util.List;

import org.jboss.jandex.IndexView;

import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/**
 * Reads the annotations of the application.
 */
class SignedAnnotationsProcessor {

    @BuildStep
    SignedAnnotationsBuildItem find(CombinedIndexBuildItem combinedIndex) {
        IndexView index = combinedIndex.getIndex();
        MethodHierarchy hierarchy = new MethodHierarchy(index);
        List<SignedResourceElements> all = index.getAnnotations(DotNames.SIGNED_RESOURCE).stream()
                .map(SignedResourceElements::of).toList();
        return new SignedAnnotationsBuildItem(all, hierarchy, new InheritedBindings(index, hierarchy).find());
    }
}
