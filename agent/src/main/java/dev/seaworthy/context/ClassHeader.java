package dev.seaworthy.context;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a class is annotated with. Read from its file: asking the class would load the annotations' classes.
 */
final class ClassHeader {

    private static final String VISIBLE = "RuntimeVisibleAnnotations";

    private final DataInputStream in;
    private final List<String> annotations = new ArrayList<>();
    private String[] texts = {};

    private ClassHeader(byte[] file) {
        in = new DataInputStream(new ByteArrayInputStream(file));
    }

    /** @throws IOException where it is no class file */
    static ClassHeader of(byte[] file) throws IOException {
        ClassHeader header = new ClassHeader(file);
        try {
            header.read();
        } catch (IndexOutOfBoundsException cut) {
            throw new IOException("not a class file", cut);
        }
        return header;
    }

    /** Binary names of the annotations that can be seen at run time. */
    List<String> annotations() {
        return annotations;
    }

    private void read() throws IOException {
        in.skipNBytes(8);
        constants();
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
                return;
            }
            in.skipNBytes(length);
        }
    }

    private void constants() throws IOException {
        int count = in.readUnsignedShort();
        texts = new String[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
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
