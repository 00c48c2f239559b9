package io.quarkiverse.cloudfront.signer.runtime.member;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * The fields and methods with which signed fields are read. Inspects the classes, because a JSON library may be configured to
 * ignore annotations.
 */
public final class SignedAccessors {

    private final Set<String> names;

    SignedAccessors(Set<String> names) {
        this.names = names;
    }

    static SignedAccessors of(List<SignedMember> members) {
        Set<String> names = new HashSet<>();
        for (SignedMember member : members) {
            names.addAll(member.accessors());
        }
        return new SignedAccessors(names);
    }

    /**
     * The name of a field or of a method without parameters.
     */
    public static String name(String owner, String name, boolean field) {
        return owner + "#" + name + (field ? "" : "()");
    }

    /**
     * Whether objects of this class have a signed field that this accessor reads, or that an accessor reads that this one
     * overrides or hides. The build may not know the class.
     */
    public boolean contains(Class<?> type, Member accessor) {
        if (names.contains(name(type.getName(), accessor.getName(), accessor instanceof Field))
                || isAnnotated(accessor, type)) {
            return true;
        }
        for (Class<?> above : type.getInterfaces()) {
            if (contains(above, accessor)) {
                return true;
            }
        }
        return type.getSuperclass() != null && contains(type.getSuperclass(), accessor);
    }

    private static boolean isAnnotated(Member accessor, Class<?> type) {
        try {
            AnnotatedElement declared = accessor instanceof Method ? type.getDeclaredMethod(accessor.getName())
                    : type.getDeclaredField(accessor.getName());
            return declared.isAnnotationPresent(SignedResource.class);
        } catch (NoSuchFieldException | NoSuchMethodException e) {
            return false;
        }
    }
}
