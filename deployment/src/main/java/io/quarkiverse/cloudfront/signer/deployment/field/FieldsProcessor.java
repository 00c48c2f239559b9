package io.quarkiverse.cloudfront.signer.deployment.field;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ExceptionUnwrapStrategy;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.processor.scanning.MethodScanner;

import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DependentModules;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.McpMethodsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldRules;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldStep;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;
import io.quarkiverse.cloudfront.signer.runtime.field.jackson.JacksonFieldCopies;
import io.quarkiverse.cloudfront.signer.runtime.field.jackson.ObjectMapperInterceptor;
import io.quarkiverse.cloudfront.signer.runtime.rest.EndpointHandlers;
import io.quarkiverse.cloudfront.signer.runtime.rest.field.FieldHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.field.FieldReader;
import io.quarkiverse.cloudfront.signer.runtime.rest.field.FieldWriter;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.BeanDefiningAnnotationBuildItem;
import io.quarkus.arc.deployment.CustomScopeAnnotationsBuildItem;
import io.quarkus.arc.deployment.ExcludedTypeBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;
import io.quarkus.resteasy.reactive.server.spi.UnwrappedExceptionBuildItem;

/**
 * Processes the fields with {@code @SignedResource}. Does not add anything to an application without such fields, except in dev
 * mode, where fields may be added later.
 * <p>
 * Fields are signed in the bodies of responses, regardless of the code that writes them. All writers of bodies, all readers of
 * requests, and all methods that create an {@code ObjectMapper} are intercepted. Clients of other servers have their own
 * readers and writers.
 */
public class FieldsProcessor {

    /**
     * The writers of HAL entities, by capability. They are given by name, because applications without quarkus-hal do not have
     * the classes that they extend.
     */
    private static final Map<String, String> HAL_ENTITIES = Map.of(
            Capability.JACKSON, "io.quarkiverse.cloudfront.signer.runtime.field.jackson.JacksonHalEntities",
            Capability.JSONB, "io.quarkiverse.cloudfront.signer.runtime.field.jsonb.JsonbHalEntities");

    private static final Logger LOG = Logger.getLogger(FieldsProcessor.class);

    private static final DotName INPUT_STREAM = DotName.createSimple("java.io.InputStream");
    private static final DotName OUTPUT_STREAM = DotName.createSimple("java.io.OutputStream");
    private static final DotName SERVER_REQUEST = DotName.createSimple(
            "org.jboss.resteasy.reactive.server.spi.ServerRequestContext");
    private static final DotName SERVER_READER = DotName.createSimple(
            "org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader");
    private static final String GENERATED_SERIALIZERS = "io.quarkus.resteasy.reactive.jackson.runtime.serialisers."
            + "GeneratedSerializersRegister";
    private static final String REFLECTION_FREE = "quarkus.rest.jackson.optimization.enable-reflection-free-serializers";
    private static final Set<DotName> MAPPERS = DotNames.of("com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.databind.json.JsonMapper");

    /**
     * Indexes all modules whose classes can have signed fields, including modules that do not have an index.
     */
    @BuildStep
    void index(CurateOutcomeBuildItem outcome, BuildProducer<IndexDependencyBuildItem> indexed) {
        DependentModules.of(outcome.getApplicationModel()).forEach(module -> indexed.produce(new IndexDependencyBuildItem(
                module.getGroupId(), module.getArtifactId(),
                module.getClassifier().isEmpty() ? null : module.getClassifier())));
    }

    @BuildStep
    SignedFieldsBuildItem find(CombinedIndexBuildItem combinedIndex, CustomScopeAnnotationsBuildItem scopes,
            List<BeanDefiningAnnotationBuildItem> beanDefining, Capabilities capabilities,
            ApplicationSupportBuildItem application) {
        IndexView index = combinedIndex.getIndex();
        Set<DotName> defining = new HashSet<>(Set.of(DotNames.PATH));
        beanDefining.forEach(annotation -> defining.add(annotation.getName()));
        boolean writesJson = capabilities.isMissing(Capability.RESTEASY_REACTIVE)
                || capabilities.isPresent(Capability.RESTEASY_REACTIVE_JSON_JACKSON)
                || capabilities.isPresent(Capability.RESTEASY_REACTIVE_JSON_JSONB);
        return new FieldFinder(index,
                type -> scopes.isScopeDeclaredOn(type) || defining.stream().anyMatch(type::hasDeclaredAnnotation),
                new ResourceCheck(new RestEndpoints(index), application)::mistakesOfField).find(writesJson);
    }

    @BuildStep
    FieldEndpointsBuildItem endpoints(SignedFieldsBuildItem fields, CombinedIndexBuildItem index,
            SignedAnnotationsBuildItem annotations, ApplicationSupportBuildItem application) {
        return fields.areThere() && application.hasRest()
                ? FieldEndpointsBuildItem.find(index.getIndex(), annotations, fields.reachability())
                : new FieldEndpointsBuildItem(fields.reachability());
    }

    /**
     * Adds a handler to the endpoints. It also covers entities from exception mappers and other filters, which are not endpoint
     * methods.
     */
    @BuildStep
    void handle(SignedFieldsBuildItem fields, FieldEndpointsBuildItem carrying, ApplicationSupportBuildItem application,
            BuildProducer<MethodScannerBuildItem> scanners, BuildProducer<UnwrappedExceptionBuildItem> unwrapped) {
        if (!application.hasRest()) {
            return;
        }
        unwrapped.produce(new UnwrappedExceptionBuildItem(FieldFailure.class, ExceptionUnwrapStrategy.ALWAYS));
        if (!fields.areThere()) {
            return;
        }
        scanners.produce(new MethodScannerBuildItem(new MethodScanner() {

            @Override
            public List<HandlerChainCustomizer> scan(MethodInfo method, ClassInfo type, Map<String, Object> context) {
                return !carrying.isEndpoint(method) ? List.of()
                        : List.of(new EndpointHandlers(HandlerChainCustomizer.Phase.AFTER_RESPONSE_CREATED,
                                List.of(new FieldHandler())));
            }
        }));
    }

    @BuildStep
    void bind(SignedFieldsBuildItem fields, ApplicationSupportBuildItem application, Capabilities capabilities,
            CombinedIndexBuildItem index, McpMethodsBuildItem mcp,
            BuildProducer<AdditionalBeanBuildItem> beans, BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        if (!application.mayUse(fields.areThere())) {
            return;
        }
        List<Class<?>> used = new ArrayList<>(List.of(FieldRules.class, FieldBodies.class, FieldStep.class));
        if (application.hasRest()) {
            used.addAll(List.of(FieldWriter.class, FieldReader.class));
            transformers.produce(bind(FieldsProcessor::isWriting, FieldStep.Kind.WRITE));
            transformers.produce(bind(FieldsProcessor::isReading, FieldStep.Kind.READ));
        }
        if (capabilities.isPresent(Capability.HAL)) {
            HAL_ENTITIES.entrySet().stream().filter(json -> capabilities.isPresent(json.getKey()))
                    .forEach(writer -> beans.produce(AdditionalBeanBuildItem.unremovableOf(writer.getValue())));
        }
        if (capabilities.isPresent(Capability.JACKSON)) {
            used.add(ObjectMapperInterceptor.class);
            if (mcp.areIn(index.getIndex())) {
                used.add(JacksonFieldCopies.class);
            }
            transformers.produce(bind(method -> MAPPERS.contains(method.returnType().name()), FieldStep.Kind.MAPPER));
        }
        beans.produce(AdditionalBeanBuildItem.builder().addBeanClasses(used.toArray(Class[]::new)).setUnremovable().build());
    }

    /**
     * Excludes the bean that registers Quarkus's generated serializers, because they ignore the annotations of fields. Quarkus
     * adds this bean only if they are enabled, either by a property or by default, which depends on the version.
     */
    @BuildStep
    void writeWithReflection(SignedFieldsBuildItem fields, List<AdditionalBeanBuildItem> beans,
            BuildProducer<ExcludedTypeBuildItem> excluded) {
        if (fields.areThere() && beans.stream().anyMatch(bean -> bean.getBeanClasses().contains(GENERATED_SERIALIZERS))) {
            excluded.produce(new ExcludedTypeBuildItem(GENERATED_SERIALIZERS));
            LOG.infof("The reflection-free serializers of Quarkus REST are switched off in this application, because they "
                    + "ignore @SignedResource on fields. Jackson writes all JSON with reflection. To avoid this message, "
                    + "set %s=false", REFLECTION_FREE);
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void start(SignedFieldsBuildItem fields, BeanContainerBuildItem container,
            Capabilities capabilities, CloudFrontSignerRecorder recorder, BuildProducer<ServiceStartBuildItem> started) {
        if (!fields.areThere()) {
            return;
        }
        Map<String, FieldTerms> signed = new LinkedHashMap<>();
        fields.fields().forEach(field -> signed.put(field.description(), field.terms()));
        // JSON-B does not call serializers for null, so it would not be known whether a field was written
        recorder.startFields(container.getValue(), signed, fields.reachability().classes(),
                capabilities.isMissing(Capability.JSONB));
        started.produce(new ServiceStartBuildItem(DotNames.FEATURE + "-fields"));
    }

    /**
     * Registers the classes that contain signed fields. Quarkus registers only the types that endpoints return. It does not
     * detect objects that are declared as {@code Object} or as a type variable, so their JSON would be empty.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void registerContexts(SignedFieldsBuildItem fields, CombinedIndexBuildItem index,
            BuildProducer<ReflectiveHierarchyBuildItem> reflection) {
        for (String type : fields.reachability().classes()) {
            reflection.produce(ReflectiveHierarchyBuildItem.builder(type).index(index.getIndex())
                    .source("a signed field of " + type).build());
        }
    }

    private static AnnotationsTransformerBuildItem bind(Predicate<MethodInfo> methods, FieldStep.Kind kind) {
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(method -> isInterceptable(method) && methods.test(method))
                .transform(context -> context.add(AnnotationInstance.builder(FieldStep.class).value(kind)
                        .buildWithTarget(context.declaration()))));
    }

    /**
     * Whether a method writes a body. Such methods are recognized by their parameters, regardless of the class or interface
     * that declares them.
     */
    private static boolean isWriting(MethodInfo method) {
        return method.name().equals("writeTo") && isLast(method, 7, OUTPUT_STREAM)
                || method.name().equals("writeResponse") && isLast(method, 3, SERVER_REQUEST);
    }

    private static boolean isReading(MethodInfo method) {
        return method.name().equals("readFrom") && (isLast(method, 4, SERVER_REQUEST)
                || isLast(method, 6, INPUT_STREAM) && method.declaringClass().interfaceNames().contains(SERVER_READER));
    }

    private static boolean isLast(MethodInfo method, int parameters, DotName type) {
        return method.parametersCount() == parameters && method.parameterType(parameters - 1).name().equals(type);
    }

    private static boolean isInterceptable(MethodInfo method) {
        ClassInfo type = method.declaringClass();
        return !type.isInterface() && !method.isSynthetic()
                && (method.flags() & (Modifier.STATIC | Modifier.PRIVATE | Modifier.ABSTRACT)) == 0;
    }
}
