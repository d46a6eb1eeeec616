package dev.seaworthy.context;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a class file says of its class: the names and texts that it holds, and what it is annotated with (chapter 4 of the
 * JVM's specification). Asking the class itself would load what it names. Not thread-safe.
 */
public final class ClassFile {

    private static final String VISIBLE = "RuntimeVisibleAnnotations";
    private static final int LARGEST = 1 << 20;

    private final DataInputStream in;
    private final String[] texts;
    private final List<Integer> classes = new ArrayList<>();
    private final List<Integer> strings = new ArrayList<>();

    private ClassFile(byte[] file) throws IOException {
        in = new DataInputStream(new ByteArrayInputStream(file));
        in.skipNBytes(8); // magic number and version
        texts = new String[in.readUnsignedShort()];
        for (int i = 1; i < texts.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> classes.add(in.readUnsignedShort());
                case 8 -> strings.add(in.readUnsignedShort());
                case 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // these take two places
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                default -> throw new IOException("unknown constant " + tag);
            }
        }
    }

    /** @throws IOException where it is no class file, or one that is cut */
    public static ClassFile of(byte[] file) throws IOException {
        return new ClassFile(file);
    }

    /**
     * Reads 1 MB at most, and does not close the stream.
     *
     * @throws IOException where it is no class file, or larger
     */
    public static ClassFile read(InputStream file) throws IOException {
        return new ClassFile(file.readNBytes(LARGEST));
    }

    /** Internal names of the classes and descriptors of the arrays that it names. */
    public List<String> classes() {
        return all(classes);
    }

    /** Its string constants. */
    public List<String> strings() {
        return all(strings);
    }

    private List<String> all(List<Integer> constants) {
        List<String> all = new ArrayList<>(constants.size());
        for (int constant : constants) {
            String text = constant < texts.length ? texts[constant] : null;
            if (text != null) {
                all.add(text);
            }
        }
        return all;
    }

    /**
     * Binary names of the annotations that can be seen at run time; once.
     *
     * @throws IOException where the file is cut
     */
    public List<String> annotations() throws IOException {
        List<String> annotations = new ArrayList<>();
        try {
            in.skipNBytes(6);
            in.skipNBytes(2L * in.readUnsignedShort());
            members();
            members();
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                String attribute = texts[in.readUnsignedShort()];
                int length = in.readInt();
                if (VISIBLE.equals(attribute)) {
                    for (int j = in.readUnsignedShort(); j > 0; j--) {
                        annotation(annotations);
                    }
                    return annotations;
                }
                in.skipNBytes(length);
            }
        } catch (IndexOutOfBoundsException cut) {
            throw new IOException("not a class file", cut);
        }
        return annotations;
    }

    private void members() throws IOException {
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            in.skipNBytes(6);
            for (int j = in.readUnsignedShort(); j > 0; j--) {
                in.skipNBytes(2);
                in.skipNBytes(in.readInt());
            }
        }
    }

    /** The annotation's type, not those within its values. */
    private void annotation(List<String> to) throws IOException {
        String descriptor = texts[in.readUnsignedShort()];
        if (descriptor != null && descriptor.length() > 2) {
            to.add(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'));
        }
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            in.skipNBytes(2);
            value();
        }
    }

    private void value() throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case 'e' -> in.skipNBytes(4);
            case '@' -> annotation(new ArrayList<>());
            case '[' -> {
                for (int i = in.readUnsignedShort(); i > 0; i--) {
                    value();
                }
            }
            default -> in.skipNBytes(2);
        }
    }
}
