package io.quarkiverse.cloudfront.signer.deployment.qute;

import java.util.Optional;
import java.util.concurrent.CompletionException;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.qute.CachedSections;
import io.quarkiverse.cloudfront.signer.runtime.qute.CloudFrontNamespace;
import io.quarkiverse.cloudfront.signer.runtime.qute.CloudFrontSectionFactory;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateSigner;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUrls;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUses;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUses.TemplateUse;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.resteasy.reactive.server.spi.UnwrappedExceptionBuildItem;

/**
 * Supports signing in templates for applications with Qute. Only {@link TemplateReader} uses Qute's build items.
 */
class TemplatesProcessor {

    /**
     * Adds the beans even if no known template signs, because an application may read other templates at run time.
     */
    @BuildStep
    void beans(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<UnwrappedExceptionBuildItem> unwrapped) {
        if (!ApplicationSupportBuildItem.hasQute()) {
            return;
        }
        beans.produce(AdditionalBeanBuildItem.builder().addBeanClasses(CloudFrontNamespace.class,
                CloudFrontSectionFactory.class, TemplateUrls.class, TemplateUses.class, TemplateSigner.class)
                .setUnremovable().build());
        if (capabilities.isPresent(Capability.CACHE)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(CachedSections.class));
        }
        // a template that renders into a Multi wraps its exception, and Quarkus's error page would show the wrapper
        unwrapped.produce(new UnwrappedExceptionBuildItem(CompletionException.class));
    }

    @BuildStep
    void validate(Optional<TemplateUsesBuildItem> templates, CombinedIndexBuildItem index,
            ApplicationSupportBuildItem application, BuildProducer<ValidationErrorBuildItem> errors) {
        if (templates.isEmpty()) {
            return;
        }
        BuildProblems problems = new BuildProblems();
        templates.get().mistakes().forEach(problems::add);
        ResourceCheck check = new ResourceCheck(new RestEndpoints(index.getIndex()), application);
        for (TemplateUse use : templates.get().uses()) {
            if (use.resource() != null) {
                check.mistakesOfTemplate(use.resource()).forEach(mistake -> problems.add(use.place() + " " + mistake));
            }
        }
        problems.report("Invalid use of CloudFront signatures in templates", errors);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void start(Optional<TemplateUsesBuildItem> templates, BeanContainerBuildItem container, CloudFrontSignerRecorder recorder,
            BuildProducer<ServiceStartBuildItem> started) {
        if (templates.isPresent() && !templates.get().uses().isEmpty()) {
            recorder.startTemplates(container.getValue(), templates.get().uses());
            started.produce(new ServiceStartBuildItem(DotNames.FEATURE + "-templates"));
        }
    }
}
