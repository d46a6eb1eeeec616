package dev.seaworthy.sensor.tls;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class file, read as far as it takes to follow what its methods do (chapter 4 of the JVM's specification). */
final class CompiledClass {

    /** @param owner internal name of the class that the reference names */
    record Member(String owner, String name, String descriptor) {}

    /** A place where a lambda or a method reference is made, or strings are put together. */
    record Dynamic(String name, String descriptor, int bootstrap) {}

    /** @param code null if it is abstract or native */
    record Method(int access, String name, String descriptor, byte @Nullable [] code) {
        boolean isStatic() {
            return (access & 0x0008) != 0;
        }
    }

    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int HANDLE = 15;
    private static final int INVOKE_DYNAMIC = 18;

    private final DataInputStream in;
    private final int[] tags;
    private final int[] first;
    private final int[] second;
    private final String[] texts;
    private final List<Method> methods = new ArrayList<>();
    /** For each bootstrap method its handle, then its arguments. */
    private int[][] bootstraps = {};

    private final String name;

    private CompiledClass(byte[] file) throws IOException {
        in = new DataInputStream(new ByteArrayInputStream(file));
        in.skipNBytes(8);
        int size = in.readUnsignedShort();
        tags = new int[size];
        first = new int[size];
        second = new int[size];
        texts = new String[size];
        for (int i = 1; i < size; i++) {
            i += constant(i);
        }
        in.skipNBytes(2);
        name = className(in.readUnsignedShort());
        in.skipNBytes(2);
        in.skipNBytes(2L * in.readUnsignedShort());
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            in.skipNBytes(6);
            attributes(null);
        }
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            int access = in.readUnsignedShort();
            String method = texts[in.readUnsignedShort()];
            String descriptor = texts[in.readUnsignedShort()];
            methods.add(new Method(access, method, descriptor, attributes("Code")));
        }
        byte[] found = attributes("BootstrapMethods");
        if (found != null) {
            readBootstraps(found);
        }
    }

    /** @throws IOException where it is not a class file, or one that is cut */
    static CompiledClass of(byte[] file) throws IOException {
        try {
            return new CompiledClass(file);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException cut) {
            throw new IOException("not a class file", cut);
        }
    }

    /** How many places it takes more than one. */
    private int constant(int at) throws IOException {
        tags[at] = in.readUnsignedByte();
        switch (tags[at]) {
            case UTF8 -> texts[at] = in.readUTF();
            case INTEGER -> first[at] = in.readInt();
            case 4 -> in.skipNBytes(4);
            case 5, 6 -> {
                in.skipNBytes(8);
                return 1;
            }
            case 7, 8, 16, 19, 20 -> first[at] = in.readUnsignedShort();
            case HANDLE -> {
                first[at] = in.readUnsignedByte();
                second[at] = in.readUnsignedShort();
            }
            case 9, 10, 11, 12, 17, INVOKE_DYNAMIC -> {
                first[at] = in.readUnsignedShort();
                second[at] = in.readUnsignedShort();
            }
            default -> throw new IOException("unknown constant " + tags[at]);
        }
        return 0;
    }

    /** Skips attributes; the content of the one that is wanted, without what stands around a method's code. */
    private byte @Nullable [] attributes(@Nullable String wanted) throws IOException {
        byte[] content = null;
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            String attribute = texts[in.readUnsignedShort()];
            int length = in.readInt();
            if (!attribute.equals(wanted)) {
                in.skipNBytes(length);
            } else if (attribute.equals("Code")) {
                in.skipNBytes(4);
                int size = in.readInt();
                content = in.readNBytes(size);
                in.skipNBytes(length - 8L - size);
            } else {
                content = in.readNBytes(length);
            }
        }
        return content;
    }

    private void readBootstraps(byte[] content) throws IOException {
        DataInputStream from = new DataInputStream(new ByteArrayInputStream(content));
        bootstraps = new int[from.readUnsignedShort()][];
        for (int i = 0; i < bootstraps.length; i++) {
            int handle = from.readUnsignedShort();
            int[] one = new int[from.readUnsignedShort() + 1];
            one[0] = handle;
            for (int j = 1; j < one.length; j++) {
                one[j] = from.readUnsignedShort();
            }
            bootstraps[i] = one;
        }
    }

    /** Internal name. */
    String name() {
        return name;
    }

    /** What the class itself declares; null if it does not. */
    @Nullable
    Method method(String called, String descriptor) {
        for (Method one : methods) {
            if (one.name().equals(called) && one.descriptor().equals(descriptor)) {
                return one;
            }
        }
        return null;
    }

    /** Internal name in a class constant. */
    String className(int constant) {
        return texts[first[constant]];
    }

    /** The value of an integer constant; null if it is another one. */
    @Nullable
    Integer number(int constant) {
        return tags[constant] == INTEGER ? first[constant] : null;
    }

    /** A field or a method that code refers to. */
    Member member(int constant) {
        int type = second[constant];
        return new Member(className(first[constant]), texts[first[type]], texts[second[type]]);
    }

    Dynamic dynamic(int constant) {
        int type = second[constant];
        return new Dynamic(texts[first[type]], texts[second[type]], first[constant]);
    }

    /** The class whose method links such a place. */
    String linker(Dynamic made) {
        return member(second[bootstraps[made.bootstrap()][0]]).owner();
    }

    /** The methods behind the lambdas that are made here for a functional interface. */
    List<Member> lambdas(String kind, String method) {
        List<Member> found = new ArrayList<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == INVOKE_DYNAMIC) {
                Dynamic made = dynamic(i);
                int[] arguments = bootstraps[made.bootstrap()];
                if (made.name().equals(method)
                        && made.descriptor().endsWith(")L" + kind + ";")
                        && arguments.length > 2
                        && tags[arguments[2]] == HANDLE) {
                    found.add(member(second[arguments[2]]));
                }
            }
        }
        return found;
    }
}
