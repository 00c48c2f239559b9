package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.HashSet;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.common.annotation.Identifier;

/**
 * The signers whose key the application brings itself, as a {@link SigningKey} bean.
 */
final class RemoteKeys {

    private static final DotName IDENTIFIER = DotName.createSimple(Identifier.class);
    private static final DotName POLICY_SIGNER = DotName.createSimple(SigningKey.class);

    private RemoteKeys() {
    }

    static Set<String> find(IndexView index) {
        Set<DotName> types = new HashSet<>();
        types.add(POLICY_SIGNER);
        for (ClassInfo implementation : index.getAllKnownImplementations(POLICY_SIGNER)) {
            types.add(implementation.name());
        }
        Set<String> names = new HashSet<>();
        for (AnnotationInstance identifier : index.getAnnotations(IDENTIFIER)) {
            if (types.contains(beanType(identifier.target()))) {
                names.add(identifier.value().asString());
            }
        }
        return names;
    }

    /**
     * The type of the class or of the producer that the qualifier stands on.
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
