package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.HashSet;
import java.util.Set;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Qualifier;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkus.arc.processor.BuiltinScope;

/**
 * The signers whose key is a {@link SigningKey} bean of the application. They are determined from the index, because the beans
 * are not known yet when Dev Services start.
 */
final class RemoteKeys {

    private static final DotName SIGNING_KEY = DotName.createSimple(SigningKey.class);
    private static final DotName PRODUCES = DotName.createSimple(Produces.class);
    private static final DotName QUALIFIER = DotName.createSimple(Qualifier.class);

    private RemoteKeys() {
    }

    static Set<String> find(IndexView index) {
        Set<DotName> types = new HashSet<>();
        types.add(SIGNING_KEY);
        Set<String> names = new HashSet<>();
        for (ClassInfo implementation : index.getAllKnownImplementations(SIGNING_KEY)) {
            types.add(implementation.name());
            if (BuiltinScope.isDeclaredOn(implementation) && hasNoQualifier(implementation, index)) {
                names.add(SignerName.DEFAULT);
            }
        }
        for (AnnotationInstance name : index.getAnnotations(DotNames.SIGNER_NAME)) {
            if (types.contains(beanType(name.target()))) {
                names.add(name.value().asString());
            }
        }
        for (AnnotationInstance producer : index.getAnnotations(PRODUCES)) {
            if (types.contains(beanType(producer.target())) && hasNoQualifier(producer.target(), index)) {
                names.add(SignerName.DEFAULT);
            }
        }
        return names;
    }

    private static boolean hasNoQualifier(AnnotationTarget bean, IndexView index) {
        return bean.declaredAnnotations().stream().noneMatch(annotation -> isQualifier(annotation.name(), index));
    }

    private static boolean isQualifier(DotName name, IndexView index) {
        ClassInfo annotation = index.getClassByName(name);
        return name.equals(DotNames.SIGNER_NAME) || annotation != null && annotation.hasDeclaredAnnotation(QUALIFIER);
    }

    /**
     * The type of the annotated class or producer.
     */
    private static @Nullable DotName beanType(AnnotationTarget target) {
        return switch (target.kind()) {
            case CLASS -> target.asClass().name();
            case METHOD -> target.asMethod().returnType().name();
            case FIELD -> target.asField().type().name();
            default -> null;
        };
    }
}
