package io.quarkiverse.cloudfront.signer.runtime.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.vertx.core.buffer.Buffer;

class SignedObjectSearchTest {

    static final class Annotated {

        @SignedResource
        String url = "/a.jpg";
    }

    static class OnGetter {

        @SignedResource
        public String getUrl() {
            return "/a.jpg";
        }
    }

    static final class Overriding extends OnGetter {

        @Override
        public String getUrl() {
            return "/b.jpg";
        }
    }

    interface Signs {

        @SignedResource
        String url();
    }

    /** The build knows that the class declares a signed field, although the annotation is no longer there. */
    static final class Owner {
    }

    record Plain(String text, int number) {
    }

    record Holder(Object held) {
    }

    static class Base {

        private final Object inherited;

        Base(Object inherited) {
            this.inherited = inherited;
        }
    }

    static final class Derived extends Base {

        Derived(Object inherited) {
            super(inherited);
        }
    }

    /** No field contains the value that its getter returns. */
    static final class Computing {

        Owner getOwner() {
            return new Owner();
        }
    }

    private final SignedObjectSearch search = new SignedObjectSearch(new SignedObjectClasses(Set.of(Owner.class.getName()),
            type -> type == Owner.class || type == Computing.class));

    private static Signs signs() {
        return () -> "/a.jpg";
    }

    static List<Object> signed() {
        return List.of(new Annotated(), new OnGetter(), new Overriding(), signs(), new Owner());
    }

    @ParameterizedTest
    @MethodSource("signed")
    void signedObject_isFoundInEachContainer(Object signed) {
        assertThat(search.find(signed)).isEqualTo(signed.getClass());
        List<Object> holders = List.of(new Holder(signed), new Derived(signed), List.of("a", signed), Map.of("a", signed),
                Map.of(signed, "a"), Map.entry("a", signed), Optional.of(signed), new Object[] { signed },
                new AtomicReference<>(signed), new Holder(List.of(Map.of("a", new Derived(Optional.of(signed))))));
        for (Object holder : holders) {
            assertThat(search.find(holder)).as("%s", holder.getClass()).isEqualTo(signed.getClass());
            assertThat(search.holdsSigned(holder)).isTrue();
            assertThat(search.mayFind(holder.getClass())).isTrue();
        }
    }

    static List<Object> unsigned() {
        return List.of("text", 7, new Plain("a", 1), List.of("a", 2), Map.of("a", new Plain("b", 2)), Optional.empty(),
                new int[] { 1 }, new String[] { "a" }, new Holder(null), new Holder(new Plain("a", 1)), Thread.State.NEW,
                String.class, Buffer.buffer("a"), InputStream.nullInputStream());
    }

    @ParameterizedTest
    @MethodSource("unsigned")
    void otherValue_hasNoSignedObject(Object value) {
        assertThat(search.find(value)).isNull();
        assertThat(search.holdsSigned(value)).isFalse();
        assertThat(search.find(null)).isNull();
    }

    static List<Object> unreadable() {
        return List.of(Stream.of("a"), new CompletableFuture<>(), List.of("a").iterator(), new Computing());
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void valueThatCannotBeSearched_isFoundButNotKnown(Object value) {
        assertThat(search.find(value)).isEqualTo(value.getClass());
        assertThat(search.find(new Holder(value))).isEqualTo(value.getClass());
        assertThat(search.holdsSigned(new Holder(value))).isFalse();
    }

    @Test
    void collectionThatFails_isFound() {
        List<Object> lazy = new AbstractList<>() {

            @Override
            public Object get(int index) {
                throw new IllegalStateException("no session");
            }

            @Override
            public int size() {
                return 1;
            }

            @Override
            public Iterator<Object> iterator() {
                throw new IllegalStateException("no session");
            }
        };

        assertThat(search.find(new Holder(lazy))).isEqualTo(lazy.getClass());
    }

    @Test
    void cycle_isSearchedOnce() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        Object[] array = { cycle, null };
        array[1] = array;

        assertThat(search.find(array)).isNull();
        cycle.add(new Owner());
        assertThat(search.find(array)).isEqualTo(Owner.class);
    }

    @Test
    void proxy_isSearchedThroughItsHandler() {
        Owner owner = new Owner();
        Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Runnable.class },
                (self, method, arguments) -> owner);

        assertThat(search.find(List.of(proxy))).isEqualTo(Owner.class);
        Object signing = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Signs.class },
                (self, method, arguments) -> "/a.jpg");
        assertThat(search.holdsSigned(Arrays.asList(null, signing))).isTrue();
    }

    @Test
    void accessors_areFoundThroughOverridingAndAnnotations() throws NoSuchMethodException, NoSuchFieldException {
        SignedAccessors accessors = SignedAccessors.of(List.of(new SignedMember("x#held", "", "", "", false, false,
                List.of(SignedAccessors.name(Base.class.getName(), "inherited", true)))));

        assertThat(accessors.contains(Derived.class, Base.class.getDeclaredField("inherited"))).isTrue();
        assertThat(accessors.contains(Overriding.class, Overriding.class.getDeclaredMethod("getUrl"))).isTrue();
        assertThat(accessors.contains(Annotated.class, Annotated.class.getDeclaredField("url"))).isTrue();
        assertThat(accessors.contains(Plain.class, Plain.class.getDeclaredField("text"))).isFalse();
        assertThat(accessors.contains(Plain.class, Plain.class.getDeclaredMethod("text"))).isFalse();
    }
}
