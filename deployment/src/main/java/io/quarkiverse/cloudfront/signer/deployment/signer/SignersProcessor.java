package io.quarkiverse.cloudfront.signer.deployment.signer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.qute.TemplateUsesBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPointBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AutoInjectAnnotationBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.vertx.core.deployment.CoreVertxBuildItem;

/**
 * Creates the signer beans.
 */
class SignersProcessor {

    private static final DotName IDENTIFIER = DotName.createSimple("io.smallrye.common.annotation.Identifier");

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(DotNames.FEATURE);
    }

    @BuildStep
    void beans(BuildProducer<AdditionalBeanBuildItem> beans, BuildProducer<UnremovableBeanBuildItem> unremovable) {
        // registered here, because ArC must know the qualifier
        beans.produce(
                AdditionalBeanBuildItem.builder().addBeanClasses(SignerName.class, Signers.class)
                        .addBeanClass("io.quarkiverse.cloudfront.signer.runtime.signer.ArcApplicationKeys").setUnremovable()
                        .build());
        unremovable.produce(UnremovableBeanBuildItem.beanTypes(SigningKey.class));
    }

    /**
     * Rejects keys that no signer would use.
     */
    @BuildStep
    void checkKeys(ValidationPhaseBuildItem validation, BuildProducer<ValidationErrorBuildItem> errors) {
        BuildProblems problems = new BuildProblems();
        for (BeanInfo bean : validation.getContext().beans().withBeanType(SigningKey.class)) {
            bean.getQualifiers().stream().filter(qualifier -> isMistaken(qualifier, bean)).forEach(qualifier -> problems.add(
                    "%s has @%s(\"%s\"). Use @SignerName(\"name\") for a named signer, and no qualifier for the default one"
                            .formatted(describe(bean), qualifier.name().withoutPackagePrefix(),
                                    qualifier.value().asString())));
        }
        problems.report("A SigningKey bean does not belong to a signer", errors);
    }

    private static boolean isMistaken(AnnotationInstance qualifier, BeanInfo bean) {
        return qualifier.name().equals(IDENTIFIER) && bean.getQualifier(DotNames.SIGNER_NAME).isEmpty()
                || qualifier.name().equals(DotNames.SIGNER_NAME) && qualifier.value().asString().equals(SignerName.DEFAULT);
    }

    private static String describe(BeanInfo bean) {
        if (bean.isProducerMethod()) {
            return SignedResourceElements.describe(bean.getTarget().get().asMethod());
        } else if (bean.isProducerField()) {
            return bean.getDeclaringBean().getBeanClass() + "." + bean.getTarget().get().asField().name();
        }
        return bean.getBeanClass().toString();
    }

    @BuildStep
    AutoInjectAnnotationBuildItem injectWithoutInject() {
        return new AutoInjectAnnotationBuildItem(DotNames.SIGNER_NAME);
    }

    /**
     * Finds the names of the signers in the code, because the configuration is read at run time.
     */
    @BuildStep
    SignerNamesBuildItem names(CombinedIndexBuildItem combinedIndex, SignedAnnotationsBuildItem annotations,
            Optional<TemplateUsesBuildItem> templates, List<AccessPointBuildItem> accessPoints) {
        IndexView index = combinedIndex.getIndex();
        Set<String> names = new TreeSet<>(annotations.signers());
        index.getAnnotations(DotNames.SIGNER_NAME).forEach(annotation -> names.add(annotation.value().asString()));
        if (index.getKnownUsers(DotNames.CLOUD_FRONT_SIGNER).stream().anyMatch(SignersProcessor::usesDefaultSigner)) {
            names.add(SignerName.DEFAULT);
        }
        templates.ifPresent(found -> names.addAll(found.signers()));
        accessPoints.forEach(item -> names.add(item.point().signer()));
        return new SignerNamesBuildItem(names);
    }

    private static boolean usesDefaultSigner(ClassInfo user) {
        return user.fields().stream()
                .anyMatch(field -> mentionsSigner(field.type()) && !field.hasAnnotation(DotNames.SIGNER_NAME))
                || user.methods().stream().flatMap(method -> method.parameters().stream()).anyMatch(
                        parameter -> mentionsSigner(parameter.type()) && !parameter.hasAnnotation(DotNames.SIGNER_NAME));
    }

    private static boolean mentionsSigner(Type type) {
        return type.name().equals(DotNames.CLOUD_FRONT_SIGNER) || type.kind() == Type.Kind.PARAMETERIZED_TYPE
                && type.asParameterizedType().arguments().stream().anyMatch(SignersProcessor::mentionsSigner);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void signerBeans(SignerNamesBuildItem names, CloudFrontSignerRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        for (String name : names.names()) {
            SyntheticBeanBuildItem.ExtendedBeanConfigurator bean = SyntheticBeanBuildItem.configure(CloudFrontSigner.class)
                    .scope(ApplicationScoped.class)
                    .setRuntimeInit()
                    .unremovable()
                    .defaultBean()
                    .addInjectionPoint(ClassType.create(DotName.createSimple(Signers.class)))
                    .checkActive(recorder.checkActive(name))
                    .createWith(recorder.signer(name));
            if (name.equals(SignerName.DEFAULT)) {
                bean.addQualifier(Default.class);
            } else {
                bean.addQualifier().annotation(SignerName.class).addValue("value", name).done();
            }
            beans.produce(bean.done());
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    ServiceStartBuildItem startSigners(ApplicationSupportBuildItem application, BeanContainerBuildItem container,
            ValidationPhaseBuildItem validation, CoreVertxBuildItem vertx, ShutdownContextBuildItem shutdown,
            CloudFrontSignerRecorder recorder) {
        recorder.startSigners(container.getValue(), application.signs(),
                injectedNames(validation.getContext().beans().collect()), vertx.getVertx(), shutdown);
        return new ServiceStartBuildItem(DotNames.FEATURE);
    }

    /**
     * The names of the signers that are injected directly. They must exist, unlike signers that are looked up lazily.
     */
    private static List<String> injectedNames(Collection<BeanInfo> beans) {
        return beans.stream().flatMap(bean -> bean.getAllInjectionPoints().stream())
                .filter(point -> !point.isProgrammaticLookup()
                        && point.getRequiredType().name().equals(DotNames.CLOUD_FRONT_SIGNER)
                        && point.getResolvedBean() != null && point.getResolvedBean().isSynthetic())
                .map(point -> point.getRequiredQualifier(DotNames.SIGNER_NAME))
                .map(name -> name == null ? SignerName.DEFAULT : name.value().asString()).distinct().sorted().toList();
    }
}
