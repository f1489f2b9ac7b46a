/* @generated from bindings/c by `cargo xtask gen`: do not edit. */

/*
 * cimwire: WS-Management messages, from bytes to typed messages and back. No I/O.
 *
 * Calls. A function returns a code: CIMWIRE_OK, CIMWIRE_NONE where there is no such thing, or a
 * number from 100 on. It writes its results only where it returns CIMWIRE_OK. Where it takes an
 * `error` and that is not NULL, it writes an error handle there when it fails, and only then; free
 * it with cimwire_error_free. No call ends the process, throws, or touches errno or the locale.
 *
 * Memory is the system's, or yours (cimwire_set_allocator). A call that yours has not enough for ends
 * with CIMWIRE_NO_MEMORY and has done nothing, but that places for many results may have been written
 * to; what it was given is as it was and can be used, and a `_free` never lacks memory. Without functions
 * of yours, copies of the input, and what a decoder with a bound on memory takes, get that code too; only
 * where the system has no memory for anything else, the process ends.
 *
 * Handles. `cimwire_message *` and its like are handles: use them only here. Each is freed once,
 * with the `_free` of its type; nothing else is. A handle that is NULL, was freed, is of another
 * type or was never given out is told, and nothing is harmed: CIMWIRE_NULL or CIMWIRE_CLOSED.
 *
 * Texts and bytes that are told (`cimwire_str`) belong to the handle that was asked, or to what the
 * view is of, and live until that is freed; copy what you keep. They are UTF-8 and do not end with
 * a NUL. That a text is read after its handle was freed is the one misuse that cannot be told: so
 * it is with any address in C. Addresses that a call reads from or writes to must be good for that.
 *
 * Threads. Any thread may use any handle. Calls that only read one run side by side. A call that
 * changes one has it for itself: those on decoders, and what sets something in options, requests,
 * responses, paths and drafts, or refills a message. What comes in its way, or in whose way it comes,
 * ends with CIMWIRE_BUSY and does nothing: call again, or give each thread its own. A `_free` waits
 * for the calls that have the handle. The table behind the handles is all that the library keeps
 * outside of them.
 */


#ifndef CIMWIRE_H
#define CIMWIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The version of this header; `cimwire_version` tells that of the library. */
#define CIMWIRE_VERSION "0.1.0"

/** How a call ends. A published number keeps its meaning for ever. */
enum {
  /** The call did what it says. */
  CIMWIRE_OK = 0,
  /** There is no such thing, which is no failure; nothing was written. */
  CIMWIRE_NONE = 1,
  CIMWIRE_UNEXPECTED_END = 101,
  CIMWIRE_NO_ROOT = 102,
  CIMWIRE_SYNTAX = 103,
  CIMWIRE_NAME = 104,
  CIMWIRE_END_TAG = 105,
  CIMWIRE_UNBOUND_PREFIX = 106,
  CIMWIRE_NAMESPACE = 107,
  CIMWIRE_DUPLICATE_ATTRIBUTE = 108,
  CIMWIRE_CHARACTER = 109,
  CIMWIRE_ENCODING = 110,
  CIMWIRE_CDATA_END = 111,
  CIMWIRE_REFERENCE = 112,
  CIMWIRE_ENTITY = 113,
  CIMWIRE_DOCTYPE = 114,
  CIMWIRE_DECLARATION = 115,
  CIMWIRE_AFTER_ROOT = 116,
  CIMWIRE_ENCODING_NAME = 117,
  CIMWIRE_BEFORE_DECLARATION = 118,
  CIMWIRE_NUL_AFTER_ROOT = 119,
  CIMWIRE_UNWRITABLE = 151,
  CIMWIRE_UNBALANCED = 152,
  CIMWIRE_SINK = 153,
  CIMWIRE_BYTES_LIMIT = 201,
  CIMWIRE_DEPTH_LIMIT = 202,
  CIMWIRE_ATTRIBUTES_LIMIT = 203,
  CIMWIRE_NAMESPACES_LIMIT = 204,
  CIMWIRE_TEXT_LIMIT = 205,
  CIMWIRE_NAMES_LIMIT = 206,
  CIMWIRE_MEMORY_LIMIT = 207,
  CIMWIRE_NOT_SOAP = 301,
  CIMWIRE_HTML = 302,
  CIMWIRE_EMPTY_BODY = 303,
  CIMWIRE_SOAP11 = 304,
  CIMWIRE_RULE = 305,
  CIMWIRE_MISFIT = 401,
  CIMWIRE_PACK = 402,
  CIMWIRE_JSON_SYNTAX = 501,
  CIMWIRE_JSON_FORM = 502,
  CIMWIRE_CHUNK_MARK = 601,
  CIMWIRE_HTTP_HEADERS = 602,
  CIMWIRE_NULL = 701,
  CIMWIRE_CLOSED = 702,
  CIMWIRE_ARGUMENT = 703,
  CIMWIRE_BUSY = 704,
  CIMWIRE_NO_MEMORY = 705,
  CIMWIRE_DEFECT = 901,
};


/**
 * What a value is.
 */
typedef enum cimwire_datum_kind {
  /**
   * None, said so: `xsi:nil`.
   */
  CIMWIRE_DATUM_KIND_NULL = 0,
  /**
   * `boolean`: in `boolean`.
   */
  CIMWIRE_DATUM_KIND_BOOLEAN = 1,
  /**
   * `uint8` to `uint64`: in `unsigned_`.
   */
  CIMWIRE_DATUM_KIND_UNSIGNED = 2,
  /**
   * `sint8` to `sint64`: in `signed_`.
   */
  CIMWIRE_DATUM_KIND_SIGNED = 3,
  /**
   * `real32` and `real64`: in `real`.
   */
  CIMWIRE_DATUM_KIND_REAL = 4,
  /**
   * `char16`: its number in Unicode, in `unsigned_`.
   */
  CIMWIRE_DATUM_KIND_CHAR = 5,
  /**
   * `string`: in `text`.
   */
  CIMWIRE_DATUM_KIND_TEXT = 6,
  /**
   * `datetime`: its exact text, in `text`.
   */
  CIMWIRE_DATUM_KIND_DATE_TIME = 7,
  /**
   * A reference to an instance: the element that holds its address, in `view`.
   */
  CIMWIRE_DATUM_KIND_REFERENCE = 8,
  /**
   * An embedded instance: `cimwire_properties_instance` has it.
   */
  CIMWIRE_DATUM_KIND_INSTANCE = 9,
  /**
   * An octet string: its bytes, in `text`.
   */
  CIMWIRE_DATUM_KIND_OCTETS = 10,
  /**
   * An array: `count` values, which `cimwire_properties_item` has.
   */
  CIMWIRE_DATUM_KIND_ARRAY = 11,
  /**
   * An element that is not of its type, or whose type is not known: in `view`.
   */
  CIMWIRE_DATUM_KIND_UNTYPED = 12,
} cimwire_datum_kind;

/**
 * How integers are written in JSON whose type has 64 bits. All three are read.
 */
typedef enum cimwire_integers {
  /**
   * As numbers up to 2^53, which a reader that has only doubles takes as they are; as strings
   * from there on.
   */
  CIMWIRE_INTEGERS_EXACT = 0,
  /**
   * As strings.
   */
  CIMWIRE_INTEGERS_STRINGS = 1,
  /**
   * As numbers.
   */
  CIMWIRE_INTEGERS_NUMBERS = 2,
} cimwire_integers;

/**
 * A bound on what a message may ask for.
 */
typedef enum cimwire_limit {
  /**
   * Bytes of a whole message; 64 MiB by default.
   */
  CIMWIRE_LIMIT_BYTES = 0,
  /**
   * Elements nested in one another; 256 by default.
   */
  CIMWIRE_LIMIT_DEPTH = 1,
  /**
   * Attributes and namespace declarations of one element; 256 by default.
   */
  CIMWIRE_LIMIT_ATTRIBUTES = 2,
  /**
   * Namespace declarations in scope at one place; 256 by default.
   */
  CIMWIRE_LIMIT_NAMESPACES = 3,
  /**
   * Bytes of one value; 16 MiB by default.
   */
  CIMWIRE_LIMIT_TEXT = 4,
  /**
   * Distinct names, prefixes and namespaces, each on its own; 65,536 by default.
   */
  CIMWIRE_LIMIT_NAMES = 5,
} cimwire_limit;

/**
 * What a date-time stands for.
 */
typedef enum cimwire_moment_kind {
  /**
   * A timestamp of which all is known: a day and a time.
   */
  CIMWIRE_MOMENT_KIND_POINT = 0,
  /**
   * A day without a time.
   */
  CIMWIRE_MOMENT_KIND_DAY = 1,
  /**
   * A time without a day.
   */
  CIMWIRE_MOMENT_KIND_CLOCK = 2,
  /**
   * An interval: `months`, `seconds` and `nanosecond`.
   */
  CIMWIRE_MOMENT_KIND_INTERVAL = 3,
} cimwire_moment_kind;

/**
 * What stands in an element.
 */
typedef enum cimwire_node_kind {
  /**
   * An element: `view` says which.
   */
  CIMWIRE_NODE_KIND_ELEMENT = 0,
  /**
   * Character data, or a CDATA section.
   */
  CIMWIRE_NODE_KIND_TEXT = 1,
  /**
   * A comment.
   */
  CIMWIRE_NODE_KIND_COMMENT = 2,
  /**
   * Target and data of a processing instruction.
   */
  CIMWIRE_NODE_KIND_INSTRUCTION = 3,
} cimwire_node_kind;

/**
 * How binding a rule is.
 */
typedef enum cimwire_rule_level {
  /**
   * It explains.
   */
  CIMWIRE_RULE_LEVEL_NOTE = 0,
  /**
   * It may be so.
   */
  CIMWIRE_RULE_LEVEL_MAY = 1,
  /**
   * It should be so.
   */
  CIMWIRE_RULE_LEVEL_SHOULD = 2,
  /**
   * It has to be so.
   */
  CIMWIRE_RULE_LEVEL_SHALL = 3,
} cimwire_rule_level;

/**
 * What a value is.
 */
typedef enum cimwire_value_kind {
  /**
   * Text, to the character.
   */
  CIMWIRE_VALUE_KIND_TEXT = 0,
  /**
   * An element, with what is in it: an endpoint reference, an embedded instance.
   */
  CIMWIRE_VALUE_KIND_ELEMENT = 1,
  /**
   * What is in an element, without the element: the context of an enumeration.
   */
  CIMWIRE_VALUE_KIND_INSIDE = 2,
} cimwire_value_kind;

/**
 * The attributes of an element in document order; namespace declarations are none. Free it with
 * `cimwire_attributes_free`.
 */
typedef struct cimwire_attributes cimwire_attributes;

/**
 * Bytes that the library made: XML, or JSON. Free it with `cimwire_buffer_free`.
 */
typedef struct cimwire_buffer cimwire_buffer;

/**
 * How instances are written and read as CIM-RS has them (DSP0211), strictly: with the types of a
 * schema; what does not fit is an error. It never changes, and any thread may use it. Free it with
 * `cimwire_cim_rs_free`; what was made by it lives on.
 */
typedef struct cimwire_cim_rs cimwire_cim_rs;

/**
 * What a schema says of a class, with all that it inherits. It never changes, and any thread may
 * read it. Free it with `cimwire_class_free`.
 */
typedef struct cimwire_class cimwire_class;

/**
 * Reads messages; keep it, for it learns from each and is faster on the next. One thread uses it
 * at a time: `CIMWIRE_BUSY` for the others. Free it with `cimwire_decoder_free`; what it has read
 * lives on.
 */
typedef struct cimwire_decoder cimwire_decoder;

/**
 * What is not as it should be, and was read all the same. Free it with
 * `cimwire_deviations_free`.
 */
typedef struct cimwire_deviations cimwire_deviations;

/**
 * Where two documents do not say the same. Free it with `cimwire_differences_free`.
 */
typedef struct cimwire_differences cimwire_differences;

/**
 * An XML document of any root. It never changes, and any thread may read it. Free it with
 * `cimwire_document_free`.
 */
typedef struct cimwire_document cimwire_document;

/**
 * An instance, or the parameters of a method, to write: one that was read with changes over it, or
 * a new one. What was read and is not changed is written byte for byte. With a schema that knows
 * the class, values have to be of their types. One thread uses it at a time. Free it with
 * `cimwire_draft_free`.
 */
typedef struct cimwire_draft cimwire_draft;

/**
 * Why a call failed. Free it with `cimwire_error_free`.
 */
typedef struct cimwire_error cimwire_error;

/**
 * Why a request failed (SOAP 1.2 part 1 §5.4, DSP0226 §14). Free it with `cimwire_fault_free`.
 */
typedef struct cimwire_fault cimwire_fault;

/**
 * Where a text is found in a schema. Free it with `cimwire_finds_free`.
 */
typedef struct cimwire_finds cimwire_finds;

/**
 * What the header of a message says of where it goes. Free it with `cimwire_head_free`.
 */
typedef struct cimwire_head cimwire_head;

/**
 * An instance of a class, with the types of a schema where that knows the class. It lives as long
 * as it likes, but its views and those of its properties only as long as what it was read from.
 * Free it with `cimwire_instance_free`.
 */
typedef struct cimwire_instance cimwire_instance;

/**
 * What a message brings. Free it with `cimwire_items_free`.
 */
typedef struct cimwire_items cimwire_items;

/**
 * A document whose root is a SOAP 1.2 envelope. Any thread may read it, and it changes only where
 * `cimwire_decoder_refill` says so. Free it with `cimwire_message_free`.
 */
typedef struct cimwire_message cimwire_message;

/**
 * The call of a method, or its answer. Free it with `cimwire_method_free`.
 */
typedef struct cimwire_method cimwire_method;

/**
 * What is not as its class has it, in the order of its bytes. Free it with `cimwire_misfits_free`.
 */
typedef struct cimwire_misfits cimwire_misfits;

/**
 * Names, in some order. Free it with `cimwire_names_free`.
 */
typedef struct cimwire_names cimwire_names;

/**
 * All that is directly inside an element, in document order; blanks are left out where there are
 * only elements. Free it with `cimwire_nodes_free`.
 */
typedef struct cimwire_nodes cimwire_nodes;

/**
 * How messages are read: lenient and with bounds by default. Free it with
 * `cimwire_options_free`; a decoder that was made with it does not need it any more.
 */
typedef struct cimwire_options cimwire_options;

/**
 * The path of an instance or class: host, CIM namespace, class and keys (DSP0004 §8.2). One thread
 * changes it at a time. Free it with `cimwire_path_free`.
 */
typedef struct cimwire_path cimwire_path;

/**
 * Properties of an instance, or parameters of a method. Free it with `cimwire_properties_free`.
 */
typedef struct cimwire_properties cimwire_properties;

/**
 * What salvage replaced. Free it with `cimwire_repairs_free`.
 */
typedef struct cimwire_repairs cimwire_repairs;

/**
 * An answer to send. Free it with `cimwire_reply_free`.
 */
typedef struct cimwire_reply cimwire_reply;

/**
 * A request, being built. It has a fresh MessageID, asks for an answer over the connection it
 * goes by, and speaks WS-Addressing 2004/08. A setting that the operation does not have, and a
 * value that is not of its type, is refused with `CIMWIRE_MISFIT` and leaves the request as it
 * was. One thread uses it at a time. Free it with `cimwire_request_free`.
 */
typedef struct cimwire_request cimwire_request;

/**
 * An answer to a message, being built. It copies what the rules say to copy, and speaks as the
 * request does: addressing, dialect, encoding. One thread uses it at a time. Free it with
 * `cimwire_response_free`.
 */
typedef struct cimwire_response cimwire_response;

/**
 * Classes of CIM: the DMTF's, a vendor's, your own. It never changes, and any thread may use it.
 * Free it with `cimwire_schema_free`; what was read with it lives on.
 */
typedef struct cimwire_schema cimwire_schema;

/**
 * How a call ended: `CIMWIRE_OK`, `CIMWIRE_NONE`, or why it failed.
 */
typedef int32_t cimwire_code;

/**
 * Where the library is to have its memory from. The functions are called from any thread, must
 * not call the library, and must not return by an exception or a jump.
 */
typedef struct cimwire_allocator {
  /**
   * Passed to each function.
   */
  void *context;
  /**
   * Memory of so many bytes, more than 0, at a multiple of `alignment`, a power of 2; NULL where
   * there is none: the call that needs it ends with `CIMWIRE_NO_MEMORY`.
   */
  void *(*allocate)(void *context, size_t size, size_t alignment);
  /**
   * Takes back memory that `allocate` gave, with what was asked for.
   */
  void (*release)(void *context, void *memory, size_t size, size_t alignment);
} cimwire_allocator;

/**
 * Text: so many bytes of UTF-8, without a NUL at the end. `data` is NULL where there is no text.
 */
typedef struct cimwire_str {
  /**
   * The first byte.
   */
  const char *data;
  /**
   * Bytes.
   */
  size_t length;
} cimwire_str;

/**
 * An element: a place in a message or document. It is a value: copy it, and free nothing. It and
 * the texts that it tells live as long as what it is of, and where that is refilled, until then; a call
 * on one that outlived it ends with `CIMWIRE_CLOSED`.
 */
typedef struct cimwire_view {
  /**
   * The message or document.
   */
  const void *owner;
  /**
   * Where in it: it rises in document order.
   */
  size_t place;
} cimwire_view;

/**
 * A value, and what it means. Its texts live as long as the class.
 */
typedef struct cimwire_meaning {
  /**
   * A number or text, or a range as in `0x8000..`; `..` for all that is left.
   */
  struct cimwire_str value;
  /**
   * What it means; without data where the schema does not say.
   */
  struct cimwire_str meaning;
} cimwire_meaning;

/**
 * What a class says of a property or a reference, or a method of a parameter. Its texts and lists
 * live as long as the class.
 */
typedef struct cimwire_declared_property {
  /**
   * Its name.
   */
  struct cimwire_str name;
  /**
   * The class that declares it, or the last one to override it.
   */
  struct cimwire_str class_name;
  /**
   * Its type as MOF has it, as `uint16` or `reference` (DSP0004 §5.2).
   */
  struct cimwire_str type_name;
  /**
   * The class that it refers to, or whose instance a string holds; without data for none.
   */
  struct cimwire_str of_class;
  /**
   * The unit, for people, or where there is none for them, for programs (DSP0004 annex C);
   * without data for none.
   */
  struct cimwire_str units;
  /**
   * Which values there are, `value_count` of them, and what they mean.
   */
  const struct cimwire_meaning *values;
  /**
   * How many values there are.
   */
  size_t value_count;
  /**
   * Which bits there are, from 0, `bit_count` of them, and what they mean.
   */
  const struct cimwire_meaning *bits;
  /**
   * How many bits there are.
   */
  size_t bit_count;
  /**
   * At most so many characters, where `has_max_len`.
   */
  int64_t max_len;
  /**
   * At least this, where `has_min_value`.
   */
  int64_t min_value;
  /**
   * At most this, where `has_max_value`.
   */
  int64_t max_value;
  /**
   * Whether there is a `max_len`.
   */
  bool has_max_len;
  /**
   * Whether there is a `min_value`.
   */
  bool has_min_value;
  /**
   * Whether there is a `max_value`.
   */
  bool has_max_value;
  /**
   * Whether it has any number of values.
   */
  bool is_array;
  /**
   * Whether it identifies an instance.
   */
  bool is_key;
  /**
   * Whether it is never null.
   */
  bool is_required;
  /**
   * Whether it can be written.
   */
  bool is_writable;
  /**
   * Whether a parameter goes with the call.
   */
  bool is_in;
  /**
   * Whether a parameter comes with the answer.
   */
  bool is_out;
  /**
   * Whether a string holds an instance or class.
   */
  bool is_embedded;
  /**
   * Whether it is an octet string.
   */
  bool is_octets;
} cimwire_declared_property;

/**
 * What a method is called with and answers. Its texts and lists live as long as the class.
 */
typedef struct cimwire_declared_method {
  /**
   * Its name.
   */
  struct cimwire_str name;
  /**
   * The class that declares it, or the last one to override it.
   */
  struct cimwire_str class_name;
  /**
   * The type of its return value; without data for `void`.
   */
  struct cimwire_str type_name;
  /**
   * Its parameters, `parameter_count` of them, in the order of their declaration, which is that
   * of their elements.
   */
  const struct cimwire_declared_property *parameters;
  /**
   * How many parameters there are.
   */
  size_t parameter_count;
  /**
   * Which values it returns, `value_count` of them, and what they mean.
   */
  const struct cimwire_meaning *values;
  /**
   * How many values there are.
   */
  size_t value_count;
  /**
   * Whether it needs no instance.
   */
  bool is_static;
} cimwire_declared_method;

/**
 * What a class is. Its texts and lists live as long as the class.
 */
typedef struct cimwire_class_details {
  /**
   * Its name, as its schema spells it.
   */
  struct cimwire_str name;
  /**
   * The class it inherits from; without data for none.
   */
  struct cimwire_str superclass;
  /**
   * The namespace of its elements, which is its resource URI (DSP0227 §5.1).
   */
  struct cimwire_str namespace_;
  /**
   * The version of its schema; without data where that does not say.
   */
  struct cimwire_str version;
  /**
   * Whether it has no instances of its own.
   */
  bool is_abstract;
  /**
   * Whether its instances relate others.
   */
  bool is_association;
  /**
   * Whether its instances are events.
   */
  bool is_indication;
  /**
   * Its properties and references, `property_count` of them, in the order of the elements of an
   * instance.
   */
  const struct cimwire_declared_property *properties;
  /**
   * How many properties there are.
   */
  size_t property_count;
  /**
   * Its methods, `method_count` of them, by name.
   */
  const struct cimwire_declared_method *methods;
  /**
   * How many methods there are.
   */
  size_t method_count;
} cimwire_class_details;

/**
 * A value; `kind` says which member has it. Its texts live as long as the list, its view as long
 * as the message.
 */
typedef struct cimwire_datum {
  /**
   * One of `enum cimwire_datum_kind`.
   */
  int32_t kind;
  /**
   * A boolean.
   */
  bool boolean;
  /**
   * A number without a sign, or a character.
   */
  uint64_t unsigned_;
  /**
   * A number with a sign.
   */
  int64_t signed_;
  /**
   * A real number.
   */
  double real;
  /**
   * How many values an array has.
   */
  size_t count;
  /**
   * Text, or bytes.
   */
  struct cimwire_str text;
  /**
   * An element.
   */
  struct cimwire_view view;
} cimwire_datum;

/**
 * What an error says. Its texts live as long as the error.
 */
typedef struct cimwire_error_details {
  /**
   * The number of what went wrong: what the call returned.
   */
  cimwire_code code;
  /**
   * Its name, the same in every language, as `EndTag`.
   */
  struct cimwire_str kind;
  /**
   * What was expected and what was found.
   */
  struct cimwire_str text;
  /**
   * The elements around the place, as in `Envelope/Body/Items/CIM_Fan[3]/Speed`; empty where
   * none is known.
   */
  struct cimwire_str path;
  /**
   * Bytes from the start of the input; 0 where the error is about no input.
   */
  size_t offset;
  /**
   * From 1.
   */
  size_t line;
  /**
   * From 1, in characters.
   */
  size_t column;
} cimwire_error_details;

/**
 * What a fault says. A text that is not there has no data. Its texts live as long as the fault.
 */
typedef struct cimwire_fault_details {
  /**
   * Whose fault it is: `Sender`, `Receiver`, `MustUnderstand`, `VersionMismatch` or
   * `DataEncodingUnknown`.
   */
  struct cimwire_str code;
  /**
   * What is wrong, as `{namespace}local`.
   */
  struct cimwire_str subcode;
  /**
   * The same in short, as `w:AccessDenied`, if DSP0226 and its like have it.
   */
  struct cimwire_str short_subcode;
  /**
   * The last part of the URI of the standard in its detail, as `UnexpectedSelectors`.
   */
  struct cimwire_str detail_code;
  /**
   * What the standard says of it.
   */
  struct cimwire_str meaning;
} cimwire_fault_details;

/**
 * Why a request failed, in a language. Its texts live as long as the fault.
 */
typedef struct cimwire_reason {
  /**
   * The language, as `en-US`; empty where it is not said.
   */
  struct cimwire_str language;
  /**
   * Why.
   */
  struct cimwire_str text;
} cimwire_reason;

/**
 * An error of CIM in the detail of a fault (DSP0227 §12). Its texts live as long as the fault; what
 * is not there has no data.
 */
typedef struct cimwire_cim_error {
  /**
   * Its class, as `CIM_Error`, `OMI_Error` or `MSFT_WmiError`.
   */
  struct cimwire_str class_name;
  /**
   * The status of CIM as a name, as `CIM_ERR_NOT_FOUND`.
   */
  struct cimwire_str status_name;
  /**
   * What went wrong.
   */
  struct cimwire_str message;
  /**
   * The number of that message.
   */
  struct cimwire_str message_id;
  /**
   * Whose number it is.
   */
  struct cimwire_str owning_entity;
  /**
   * The instance.
   */
  struct cimwire_view view;
  /**
   * The status of CIM; 0 where none is said.
   */
  uint32_t status;
} cimwire_cim_error;

/**
 * What Windows, or a provider, says of a fault (MS-WSMV §2.2.4.43). Its texts live as long as the
 * fault; what is not there has no data.
 */
typedef struct cimwire_windows_fault {
  /**
   * The machine that says so; of a provider, its name.
   */
  struct cimwire_str source;
  /**
   * Why; empty where only a provider says so.
   */
  struct cimwire_str message;
  /**
   * The element.
   */
  struct cimwire_view view;
  /**
   * An HRESULT or an error of Win32; 0 where none is said, and of a provider.
   */
  uint32_t code;
} cimwire_windows_fault;

/**
 * What a head says. A text that is not there has no data. Its texts live as long as the head.
 */
typedef struct cimwire_head_details {
  /**
   * What the message asks or says, as `cimwire_message_kind` has it; without a body, it is told
   * by action and resource alone.
   */
  struct cimwire_str kind;
  /**
   * The version of WS-Addressing: `2004/08`, or `2005/08` for 1.0.
   */
  struct cimwire_str addressing;
  /**
   * What it asks for or says, as a URI (DSP0226 §5.4.5).
   */
  struct cimwire_str action;
  /**
   * The address it goes to (DSP0226 §5.3).
   */
  struct cimwire_str to;
  /**
   * The kind of resource it is for (DSP0226 §5.1.2.1).
   */
  struct cimwire_str resource_uri;
  /**
   * What no other message has (DSP0226 §5.4.4).
   */
  struct cimwire_str message_id;
  /**
   * The address that answers go to (DSP0226 §5.4.2).
   */
  struct cimwire_str reply_to;
} cimwire_head_details;

/**
 * A selector. Its texts live as long as the head.
 */
typedef struct cimwire_selector {
  /**
   * The name.
   */
  struct cimwire_str name;
  /**
   * The value: text with its blanks, or the XML of an endpoint reference.
   */
  struct cimwire_str value;
  /**
   * Whether the value is an endpoint reference.
   */
  bool is_reference;
} cimwire_selector;

/**
 * An option. Its texts live as long as the head.
 */
typedef struct cimwire_named_option {
  /**
   * The name.
   */
  struct cimwire_str name;
  /**
   * The value.
   */
  struct cimwire_str value;
  /**
   * Whether a service has to obey or to refuse (DSP0226 R6.4-6).
   */
  bool must_comply;
} cimwire_named_option;

/**
 * What an instance is. Its texts live as long as the instance.
 */
typedef struct cimwire_instance_details {
  /**
   * The class that it says it is of; empty for a fragment that does not say.
   */
  struct cimwire_str class_name;
  /**
   * The namespace of its class.
   */
  struct cimwire_str namespace_;
  /**
   * The element that holds the properties.
   */
  struct cimwire_view view;
  /**
   * Whether there is a schema, and the schema has its class.
   */
  bool is_typed;
} cimwire_instance_details;

/**
 * What a method is. Its texts live as long as the method.
 */
typedef struct cimwire_method_details {
  /**
   * Its name.
   */
  struct cimwire_str name;
  /**
   * Its class.
   */
  struct cimwire_str class_name;
  /**
   * The element that holds the parameters.
   */
  struct cimwire_view view;
  /**
   * Whether this is the answer, and not the call.
   */
  bool is_output;
  /**
   * Whether there is a schema, and its class has the method.
   */
  bool is_typed;
} cimwire_method_details;

/**
 * A header block.
 */
typedef struct cimwire_header {
  /**
   * The element.
   */
  struct cimwire_view view;
  /**
   * What it says of mustUnderstand: 1 for true, 0 for false, -1 where it says nothing.
   */
  int32_t must_understand;
} cimwire_header;

/**
 * A property or parameter that is not as its class has it. Its texts live as long as the list.
 */
typedef struct cimwire_misfit {
  /**
   * How, the same in every language: `Lexical` for a text that is none of its type, `Range` for a
   * number that its type cannot hold, `Form` for elements where text was expected, `Repeated` for
   * more values than one, `Null` where the class wants a value, `Missing`, `Unknown` to the class,
   * or `Disallowed` for a value of its type that the class does not allow.
   */
  struct cimwire_str kind;
  /**
   * The name of the property or parameter.
   */
  struct cimwire_str property;
  /**
   * What was expected.
   */
  struct cimwire_str expected;
  /**
   * Bytes from the start of the input.
   */
  size_t offset;
} cimwire_misfit;

/**
 * What a date-time stands for; `kind` says which members have it, the others are 0.
 */
typedef struct cimwire_moment {
  /**
   * One of `enum cimwire_moment_kind`.
   */
  int32_t kind;
  /**
   * The year of a day; 0 is 1 BC.
   */
  int32_t year;
  /**
   * The month of a day, from 1.
   */
  uint8_t month;
  /**
   * The day, from 1.
   */
  uint8_t day;
  /**
   * The hour of a time, from 0 to 24.
   */
  uint8_t hour;
  /**
   * The minute of a time, from 0 to 59.
   */
  uint8_t minute;
  /**
   * The second of a time, from 0 to 59.
   */
  uint8_t second;
  /**
   * Whether it is known how far east of UTC a day or time is.
   */
  bool has_offset;
  /**
   * Minutes east of UTC.
   */
  int16_t offset;
  /**
   * Nanoseconds of a time or of an interval, beside its seconds: below 1,000,000,000, and of a
   * negative interval not above 0.
   */
  int32_t nanosecond;
  /**
   * Years and months of an interval, in months.
   */
  int64_t months;
  /**
   * Days and all smaller parts of an interval, in seconds.
   */
  int64_t seconds;
} cimwire_moment;

/**
 * What a path has. Its texts live as long as the path; what is not there has no data.
 */
typedef struct cimwire_path_details {
  /**
   * The host.
   */
  struct cimwire_str host;
  /**
   * The CIM namespace, as `root/cimv2`.
   */
  struct cimwire_str namespace_;
  /**
   * The class.
   */
  struct cimwire_str class_name;
  /**
   * Whether it has keys, and so is that of an instance.
   */
  bool is_instance;
} cimwire_path_details;

/**
 * A key of a path. Its texts live as long as the path.
 */
typedef struct cimwire_path_key {
  /**
   * The name of the property.
   */
  struct cimwire_str name;
  /**
   * The exact text; without data for a reference, which `cimwire_path_key_reference` has.
   */
  struct cimwire_str text;
  /**
   * The type, as MOF has it; without data where it is not known.
   */
  struct cimwire_str type_name;
} cimwire_path_key;

/**
 * A property, or a parameter. Its texts live as long as the list.
 */
typedef struct cimwire_property {
  /**
   * Its name on the wire.
   */
  struct cimwire_str name;
  /**
   * Its namespace, usually that of the class.
   */
  struct cimwire_str namespace_;
  /**
   * Its type as MOF has it, as `uint16`; without data where no class says.
   */
  struct cimwire_str type_name;
  /**
   * Its value.
   */
  struct cimwire_datum value;
  /**
   * Its first element, which has its exact text.
   */
  struct cimwire_view element;
  /**
   * Whether its class says that it is an array, or without a class, the wire.
   */
  bool is_array;
  /**
   * Whether its class says that it identifies an instance.
   */
  bool is_key;
} cimwire_property;

/**
 * A deviation. Its texts live as long as the list.
 */
typedef struct cimwire_deviation {
  /**
   * The rule it departs from, as `DSP0226:R5.3-1`; without data where there is none.
   */
  struct cimwire_str rule;
  /**
   * The name of the kind: that of the error a strict decoder gives.
   */
  struct cimwire_str kind;
  /**
   * What it is.
   */
  struct cimwire_str text;
  /**
   * The elements around the place; empty where none is known.
   */
  struct cimwire_str path;
  /**
   * How binding what it departs from is: one of `enum cimwire_rule_level`.
   */
  int32_t level;
  /**
   * Bytes from the start of the input.
   */
  size_t offset;
  /**
   * From 1.
   */
  size_t line;
  /**
   * From 1, in characters.
   */
  size_t column;
} cimwire_deviation;

/**
 * Something that XML cannot hold and that was replaced. Its texts live as long as the list.
 */
typedef struct cimwire_repair {
  /**
   * What stood there, in words.
   */
  struct cimwire_str found;
  /**
   * What stands in the message instead.
   */
  struct cimwire_str replacement;
  /**
   * Bytes from the start of the input.
   */
  size_t offset;
} cimwire_repair;

/**
 * What goes into an element of a message: make it with `cimwire_text`, `cimwire_element` or
 * `cimwire_inside`. What it names is copied when it is used.
 */
typedef struct cimwire_value {
  /**
   * One of `enum cimwire_value_kind`.
   */
  int32_t kind;
  /**
   * The text.
   */
  struct cimwire_str text;
  /**
   * The element.
   */
  struct cimwire_view view;
} cimwire_value;

/**
 * A name and what it is to have.
 */
typedef struct cimwire_name_value {
  /**
   * The name.
   */
  struct cimwire_str name;
  /**
   * The value.
   */
  struct cimwire_str value;
} cimwire_name_value;

/**
 * By which associations instances are found (DSP0227 §9); what has no data does not matter.
 */
typedef struct cimwire_association {
  /**
   * The class of the associations.
   */
  struct cimwire_str association_class;
  /**
   * The property by which the association refers to the instance.
   */
  struct cimwire_str role;
  /**
   * The class of what is found.
   */
  struct cimwire_str result_class;
  /**
   * The property by which the association refers to that.
   */
  struct cimwire_str result_role;
  /**
   * The properties that are wanted of it; all where there are none. Items are fragments then.
   */
  const struct cimwire_str *include;
  /**
   * How many of these.
   */
  size_t include_count;
} cimwire_association;

/**
 * What to send. Its bytes and texts live as long as the reply.
 */
typedef struct cimwire_reply_details {
  /**
   * The message.
   */
  struct cimwire_str bytes;
  /**
   * The content type of HTTP.
   */
  struct cimwire_str content_type;
  /**
   * The status of HTTP: 200, or for a fault 400 where the sender is to blame, else 500
   * (DSP0226 RC.2-9).
   */
  uint16_t status;
} cimwire_reply_details;

/**
 * Where a text is found in a schema. Its texts live as long as the list.
 */
typedef struct cimwire_find {
  /**
   * The class.
   */
  struct cimwire_str class_name;
  /**
   * Its property or method; without data where the class itself is called so.
   */
  struct cimwire_str member;
} cimwire_find;

/**
 * An element as a walk tells it. Its texts live as long as what it is of.
 */
typedef struct cimwire_entry {
  /**
   * The element.
   */
  struct cimwire_view view;
  /**
   * The first place behind the element: those of the elements inside it are below.
   */
  size_t end;
  /**
   * Its local name.
   */
  struct cimwire_str name;
  /**
   * Its namespace; empty for none.
   */
  struct cimwire_str namespace_;
  /**
   * The character data inside, with references replaced; without data for an element with
   * elements inside.
   */
  struct cimwire_str text;
  /**
   * Whether `xsi:nil` says that it has no value.
   */
  bool is_nil;
} cimwire_entry;

/**
 * An attribute. Its texts live as long as the list.
 */
typedef struct cimwire_attribute {
  /**
   * Its namespace; empty for none.
   */
  struct cimwire_str namespace_;
  /**
   * Its prefix as written; empty for none.
   */
  struct cimwire_str prefix;
  /**
   * Its local name.
   */
  struct cimwire_str name;
  /**
   * Its value.
   */
  struct cimwire_str value;
} cimwire_attribute;

/**
 * Something directly inside an element. Its text lives as long as the list.
 */
typedef struct cimwire_node {
  /**
   * One of `enum cimwire_node_kind`.
   */
  int32_t kind;
  /**
   * The text; without data for an element.
   */
  struct cimwire_str text;
  /**
   * The element; for others the one that they are in.
   */
  struct cimwire_view view;
} cimwire_node;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Has the library take all its memory from functions of yours: before any other call, and once.
 * `CIMWIRE_BUSY` where it has taken memory before. They serve the whole library, for memory may
 * be given back by another thread or object than took it.
 *
 * Where `allocate` returns NULL, the system lends memory until the call has ended, and that fails with
 * `CIMWIRE_NO_MEMORY`. What outlives it stays the system's until it is freed: its error, the tables of
 * handles and of classes, texts that are kept with a message, and the end of a change that was begun
 * before, for which the call does not fail. `CIMWIRE_NULL` for no allocator or one without a function.
 * Threads: before all others.
 * Threads: any, at any time.
 */
cimwire_code cimwire_set_allocator(const struct cimwire_allocator *allocator);

/**
 * The version of the library, as `0.1.0`, with a NUL at the end. It lives for ever and is not freed.
 * Threads: any, at any time.
 */
const char *cimwire_version(void);

/**
 * The bytes of a buffer, which live as long as the buffer.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_buffer_bytes(const struct cimwire_buffer *buffer, struct cimwire_str *bytes);

/**
 * Frees a buffer. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_buffer_free(struct cimwire_buffer *buffer);

/**
 * A form of CIM-RS with the types of a schema, which can be freed before it; the texts are copied.
 * `root` is what identifiers begin with, as `/cimrs`; `namespace_` the CIM namespace of instances
 * that do not say in which they are, as `root/cimv2`; `class_` the class that was enumerated, where
 * the items are not all of one. A text without data is not said; `schema` has to be there.
 * Free `form` with cimwire_cim_rs_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_cim_rs_new(const struct cimwire_schema *schema,
                                struct cimwire_str root,
                                struct cimwire_str namespace_,
                                struct cimwire_str class_,
                                struct cimwire_cim_rs **form);

/**
 * The JSON of what a message brings: the items of an enumeration as a collection, the one instance
 * of any other body as itself. `CIMWIRE_MISFIT`, with the place, for what is not as its class has
 * it, for an instance whose CIM namespace is not known, and for what is not of CIM.
 * Free `json` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_cim_rs_message(const struct cimwire_cim_rs *form,
                                    const struct cimwire_message *message,
                                    struct cimwire_buffer **json,
                                    struct cimwire_error **error);

/**
 * The JSON of the instance that an element is, as one of `cimwire_message_items` or the root of a
 * document, or that it brings with an endpoint reference: that identifies it, or else its keys do.
 * Fails as `cimwire_cim_rs_message`, with the path alone for a place.
 * Free `json` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_cim_rs_item(const struct cimwire_cim_rs *form,
                                 struct cimwire_view item,
                                 struct cimwire_buffer **json,
                                 struct cimwire_error **error);

/**
 * The XML of an instance that is given as JSON, which need not stay. `CIMWIRE_JSON_SYNTAX` or
 * `CIMWIRE_JSON_FORM`, with the place, for what is no such instance; `CIMWIRE_MISFIT` for one that
 * lacks what its class wants. NULL for `options` means the defaults; only their limits count.
 * Free `xml` with cimwire_buffer_free. Threads: any, at any time.
 */
cimwire_code cimwire_cim_rs_encode(const struct cimwire_cim_rs *form,
                                   const void *json,
                                   size_t length,
                                   const struct cimwire_options *options,
                                   struct cimwire_buffer **xml,
                                   struct cimwire_error **error);

/**
 * Frees a form of CIM-RS. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_cim_rs_free(struct cimwire_cim_rs *form);

/**
 * The class of a name, in any case; `CIMWIRE_NONE` where the schema does not have it.
 * Free `class_` with cimwire_class_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_schema_class(const struct cimwire_schema *schema,
                                  struct cimwire_str name,
                                  struct cimwire_class **class_);

/**
 * Tells what a class is.
 * Texts live as long as `class_`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_class_read(const struct cimwire_class *class_,
                                struct cimwire_class_details *details);

/**
 * The property or reference of a name, in any case; `CIMWIRE_NONE` where there is none.
 * Texts live as long as `class_`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_class_property(const struct cimwire_class *class_,
                                    struct cimwire_str name,
                                    struct cimwire_declared_property *property);

/**
 * The method of a name, in any case; `CIMWIRE_NONE` where there is none.
 * Texts live as long as `class_`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_class_method(const struct cimwire_class *class_,
                                  struct cimwire_str name,
                                  struct cimwire_declared_method *method);

/**
 * Frees a class. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_class_free(struct cimwire_class *class_);

/**
 * A decoder. NULL for `options` means the defaults.
 * Free `decoder` with cimwire_decoder_free. Threads: any, at any time.
 */
cimwire_code cimwire_decoder_new(const struct cimwire_options *options,
                                 struct cimwire_decoder **decoder,
                                 struct cimwire_error **error);

/**
 * Frees a decoder. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_decoder_free(struct cimwire_decoder *decoder);

/**
 * Reads a message. The bytes are copied: they need not stay.
 * Free `message` with cimwire_message_free. NULL: CIMWIRE_NULL. Threads: one at a time for `decoder`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_decoder_message(struct cimwire_decoder *decoder,
                                     const void *input,
                                     size_t length,
                                     struct cimwire_message **message,
                                     struct cimwire_error **error);

/**
 * Reads a message where it stands, without a copy: the bytes must stay as they are until the
 * message, and all that was made of it, is freed.
 * Free `message` with cimwire_message_free. NULL: CIMWIRE_NULL. Threads: one at a time for `decoder`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_decoder_message_in_place(struct cimwire_decoder *decoder,
                                              const void *input,
                                              size_t length,
                                              struct cimwire_message **message,
                                              struct cimwire_error **error);

/**
 * Reads a message where it stands, in the place of another that is given up, with its memory.
 * Views of the other end, which later calls tell, and its texts. Where the call fails, the message stays
 * as it was.
 * After set-up, nothing is allocated: set up by reading the largest message, the one that is the
 * fullest of elements, three times with one decoder into one message, and once what has names of
 * elements or attributes that this one lacks. That holds for input in UTF-8, and for a decoder
 * that is not strict.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `decoder`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_decoder_refill(struct cimwire_decoder *decoder,
                                    struct cimwire_message *message,
                                    const void *input,
                                    size_t length,
                                    struct cimwire_error **error);

/**
 * Reads where a message goes, for who only passes it on: no byte behind its header is looked at,
 * but for a message without an action. The bytes need not stay.
 * Free `head` with cimwire_head_free. NULL: CIMWIRE_NULL. Threads: one at a time for `decoder`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_decoder_head(struct cimwire_decoder *decoder,
                                  const void *input,
                                  size_t length,
                                  struct cimwire_head **head,
                                  struct cimwire_error **error);

/**
 * Reads any XML document. The bytes are copied: they need not stay.
 * Free `document` with cimwire_document_free. NULL: CIMWIRE_NULL. Threads: one at a time for `decoder`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_decoder_document(struct cimwire_decoder *decoder,
                                      const void *input,
                                      size_t length,
                                      struct cimwire_document **document,
                                      struct cimwire_error **error);

/**
 * Reads an element to put into a body, from XML or, where it starts with `{`, from its JSON. The
 * bytes need not stay.
 * Free `document` with cimwire_document_free. NULL: CIMWIRE_NULL. Threads: one at a time for `decoder`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_decoder_element(struct cimwire_decoder *decoder,
                                     const void *input,
                                     size_t length,
                                     struct cimwire_document **document,
                                     struct cimwire_error **error);

/**
 * The XML of a message, document or element that is given as JSON. NULL for `options` means the
 * defaults; only their limits count.
 * Free `xml` with cimwire_buffer_free. Threads: any, at any time.
 */
cimwire_code cimwire_encode(const void *json,
                            size_t length,
                            const struct cimwire_options *options,
                            struct cimwire_buffer **xml,
                            struct cimwire_error **error);

/**
 * Frees a document. Its views and texts end; what was made of it lives on. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_document_free(struct cimwire_document *document);

/**
 * The root element.
 * `root` lives as long as `document`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_document_root(const struct cimwire_document *document,
                                   struct cimwire_view *root);

/**
 * The message that a document is: `CIMWIRE_NOT_SOAP`, `CIMWIRE_HTML` or `CIMWIRE_SOAP11` where
 * it is none.
 * Free `message` with cimwire_message_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_document_message(const struct cimwire_document *document,
                                      struct cimwire_message **message,
                                      struct cimwire_error **error);

/**
 * The departures from XML that were read all the same.
 * Free `deviations` with cimwire_deviations_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_document_deviations(const struct cimwire_document *document,
                                         struct cimwire_deviations **deviations);

/**
 * What salvage replaced.
 * Free `repairs` with cimwire_repairs_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_document_repairs(const struct cimwire_document *document,
                                      struct cimwire_repairs **repairs);

/**
 * The document with `***` for passwords, tokens, keys and the like. NULL for `options` means the
 * defaults; only their limits count.
 * Free `redacted` with cimwire_document_free. Threads: any, at any time.
 */
cimwire_code cimwire_document_redacted(const struct cimwire_document *document,
                                       const struct cimwire_options *options,
                                       struct cimwire_document **redacted,
                                       struct cimwire_error **error);

/**
 * The XML that is the same for all documents of the same infoset, an element a line.
 * Free `xml` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_document_canon(const struct cimwire_document *document,
                                    struct cimwire_buffer **xml);

/**
 * Where two documents do not say the same, in document order.
 * Free `differences` with cimwire_differences_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_document_diff(const struct cimwire_document *left,
                                   const struct cimwire_document *right,
                                   struct cimwire_differences **differences);

/**
 * The root as JSON: its name and value.
 * Free `json` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_document_json(const struct cimwire_document *document,
                                   struct cimwire_buffer **json,
                                   struct cimwire_error **error);

/**
 * The element at a place of a document, as the `place` of a view tells it; `CIMWIRE_NONE` where no
 * element stands.
 * `element` lives as long as `document`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_document_at(const struct cimwire_document *document,
                                 size_t place,
                                 struct cimwire_view *element);

/**
 * A new instance of a class whose elements are of a namespace. NULL for `schema` means none.
 * Free `draft` with cimwire_draft_free. Threads: any, at any time.
 */
cimwire_code cimwire_draft_new(struct cimwire_str namespace_,
                               struct cimwire_str class_,
                               const struct cimwire_schema *schema,
                               struct cimwire_draft **draft);

/**
 * A new instance of a class of a schema, in its namespace; `CIMWIRE_NONE` where the schema does not
 * have it.
 * Free `draft` with cimwire_draft_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_draft_of_class(const struct cimwire_schema *schema,
                                    struct cimwire_str class_,
                                    struct cimwire_draft **draft);

/**
 * What a method is called with (DSP0230 §9.3), in the namespace of its class, for
 * `cimwire_request_input`. NULL for `schema` means none.
 * Free `draft` with cimwire_draft_free. Threads: any, at any time.
 */
cimwire_code cimwire_draft_input(struct cimwire_str namespace_,
                                 struct cimwire_str method,
                                 const struct cimwire_schema *schema,
                                 struct cimwire_draft **draft);

/**
 * What a method answers: its parameters, and `ReturnValue`. NULL for `schema` means none.
 * Free `draft` with cimwire_draft_free. Threads: any, at any time.
 */
cimwire_code cimwire_draft_output(struct cimwire_str namespace_,
                                  struct cimwire_str method,
                                  const struct cimwire_schema *schema,
                                  struct cimwire_draft **draft);

/**
 * An instance that was read, to be changed, with the schema that it is read with.
 * Free `draft` with cimwire_draft_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_draft_of_instance(const struct cimwire_instance *instance,
                                       struct cimwire_draft **draft);

/**
 * A method call or answer that was read, to be changed.
 * Free `draft` with cimwire_draft_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_draft_of_method(const struct cimwire_method *method,
                                     struct cimwire_draft **draft);

/**
 * Gives a property a value, which is copied; its name is taken in any case where it was read, or
 * where the schema knows it. A date-time is given in the 25 characters of DSP0004 §5.2.4. An array
 * and an embedded instance have functions of their own.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `draft`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_draft_set(struct cimwire_draft *draft,
                               struct cimwire_str name,
                               struct cimwire_datum value,
                               struct cimwire_error **error);

/**
 * Gives a property an array of values, which are copied.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `draft`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_draft_set_array(struct cimwire_draft *draft,
                                     struct cimwire_str name,
                                     const struct cimwire_datum *values,
                                     size_t count,
                                     struct cimwire_error **error);

/**
 * Gives a property an embedded instance, which is copied.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `draft`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_draft_set_instance(struct cimwire_draft *draft,
                                        struct cimwire_str name,
                                        const struct cimwire_instance *instance,
                                        struct cimwire_error **error);

/**
 * Leaves a property out. Of a new instance this says that a key is left to the service.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `draft`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_draft_remove(struct cimwire_draft *draft, struct cimwire_str name);

/**
 * Leaves out what the schema has as read-only, but for keys and for what was changed.
 * `CIMWIRE_MISFIT` where no schema knows the class.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `draft`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_draft_leave_out_read_only(struct cimwire_draft *draft,
                                               struct cimwire_error **error);

/**
 * Leaves out what was not changed, but for keys. `CIMWIRE_MISFIT` where no schema knows the class.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `draft`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_draft_leave_out_unchanged(struct cimwire_draft *draft,
                                               struct cimwire_error **error);

/**
 * The element, as a document whose root is a body for a request or response. `CIMWIRE_MISFIT`, with
 * the property as its path, for what is not as the class has it.
 * Free `document` with cimwire_document_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_draft_build(const struct cimwire_draft *draft,
                                 struct cimwire_document **document,
                                 struct cimwire_error **error);

/**
 * Frees a draft. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_draft_free(struct cimwire_draft *draft);

/**
 * Tells what an error says.
 * Texts live as long as `error`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_error_read(const struct cimwire_error *error,
                                struct cimwire_error_details *details);

/**
 * Frees an error. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_error_free(struct cimwire_error *error);

/**
 * The name of a code, the same in every language, as `EndTag` for 105. It lives for ever.
 * `CIMWIRE_NONE` for a number that is no error's.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_code_name(cimwire_code code, struct cimwire_str *name);

/**
 * Tells what a fault says.
 * Texts live as long as `fault`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_fault_read(const struct cimwire_fault *fault,
                                struct cimwire_fault_details *details);

/**
 * The reason of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `fault`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_fault_reason_at(const struct cimwire_fault *fault,
                                     size_t index,
                                     struct cimwire_reason *reason);

/**
 * Why, in a language such as `de-AT`: in that or one that begins alike, else in the first.
 * `CIMWIRE_NONE` where there is no reason.
 * Texts live as long as `fault`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_fault_reason(const struct cimwire_fault *fault,
                                  struct cimwire_str language,
                                  struct cimwire_str *reason);

/**
 * The element of the detail, which a vendor may put anything into; `CIMWIRE_NONE` where there is
 * none. It is of the message that the fault was asked of, and lives as long as that.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_fault_detail(const struct cimwire_fault *fault, struct cimwire_view *detail);

/**
 * The error of CIM of a number, from 0, in the detail of a fault; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `fault`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_fault_cim_error_at(const struct cimwire_fault *fault,
                                        size_t index,
                                        struct cimwire_cim_error *error);

/**
 * What Windows says in the detail of a fault; `CIMWIRE_NONE` where it says nothing.
 * Texts live as long as `fault`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_fault_windows(const struct cimwire_fault *fault,
                                   struct cimwire_windows_fault *windows);

/**
 * What the provider of a number, from 0, says in what Windows says; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `fault`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_fault_provider_at(const struct cimwire_fault *fault,
                                       size_t index,
                                       struct cimwire_windows_fault *provider);

/**
 * Frees a fault. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_fault_free(struct cimwire_fault *fault);

/**
 * Tells what a head says.
 * Texts live as long as `head`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_head_read(const struct cimwire_head *head,
                               struct cimwire_head_details *details);

/**
 * The selector of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `head`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_head_selector(const struct cimwire_head *head,
                                   size_t index,
                                   struct cimwire_selector *selector);

/**
 * The option of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `head`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_head_option(const struct cimwire_head *head,
                                 size_t index,
                                 struct cimwire_named_option *option);

/**
 * The message of a number, from 0, that the message is about, an answer's request first;
 * `CIMWIRE_NONE` behind the last.
 * Texts live as long as `head`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_head_relates_to(const struct cimwire_head *head,
                                     size_t index,
                                     struct cimwire_str *message_id);

/**
 * Frees a head. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_head_free(struct cimwire_head *head);

/**
 * The instance that an element is. NULL for `schema` means none.
 * Free `instance` with cimwire_instance_free. Threads: any, at any time.
 */
cimwire_code cimwire_instance_of(struct cimwire_view view,
                                 const struct cimwire_schema *schema,
                                 struct cimwire_instance **instance);

/**
 * Tells what an instance is.
 * Texts live as long as `instance`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_instance_read(const struct cimwire_instance *instance,
                                   struct cimwire_instance_details *details);

/**
 * The properties of an instance, in the order in which they begin.
 * Free `properties` with cimwire_properties_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_instance_properties(const struct cimwire_instance *instance,
                                         struct cimwire_properties **properties);

/**
 * The property of a name, in any case, as a list of one; `CIMWIRE_NONE` where there is none.
 * Free `property` with cimwire_properties_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_instance_property(const struct cimwire_instance *instance,
                                       struct cimwire_str name,
                                       struct cimwire_properties **property);

/**
 * What the value of a property means by its class, as `In Service` for 2; it lives as long as the
 * instance. `CIMWIRE_NONE` where the class does not say.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_instance_meaning(const struct cimwire_instance *instance,
                                      struct cimwire_str property,
                                      struct cimwire_str *meaning);

/**
 * Frees an instance. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_instance_free(struct cimwire_instance *instance);

/**
 * What a message brings: the items of an enumeration, the events of a batch, or what else its body
 * holds but the parameters of a method. NULL for `schema` means none.
 * Free `items` with cimwire_items_free. Threads: any, at any time.
 */
cimwire_code cimwire_message_typed_items(const struct cimwire_message *message,
                                         const struct cimwire_schema *schema,
                                         struct cimwire_items **items);

/**
 * The instance that the item of a number, from 0, is or has; `CIMWIRE_NONE` for one that is only
 * a reference, `CIMWIRE_ARGUMENT` behind the last.
 * Free `instance` with cimwire_instance_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_items_instance(const struct cimwire_items *items,
                                    size_t index,
                                    struct cimwire_instance **instance);

/**
 * The endpoint reference that the item of a number, from 0, is or has; `CIMWIRE_NONE` for one that
 * is only an instance, `CIMWIRE_ARGUMENT` behind the last. It is of the message, and lives as long as
 * that.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_items_reference(const struct cimwire_items *items,
                                     size_t index,
                                     struct cimwire_view *reference);

/**
 * How many items there are.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_items_count(const struct cimwire_items *items, size_t *count);

/**
 * Frees a list of items. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_items_free(struct cimwire_items *items);

/**
 * The call of a method in the body of a message, or the answer to one; `CIMWIRE_NONE` where there
 * is none. NULL for `schema` means none.
 * Free `method` with cimwire_method_free. Threads: any, at any time.
 */
cimwire_code cimwire_message_method(const struct cimwire_message *message,
                                    const struct cimwire_schema *schema,
                                    struct cimwire_method **method);

/**
 * Tells what a method is.
 * Texts live as long as `method`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_method_read(const struct cimwire_method *method,
                                 struct cimwire_method_details *details);

/**
 * The parameters, in the order in which they begin, without the return value.
 * Free `parameters` with cimwire_properties_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_method_parameters(const struct cimwire_method *method,
                                       struct cimwire_properties **parameters);

/**
 * What the method returned, as a list of one; `CIMWIRE_NONE` where it returned nothing.
 * Free `value` with cimwire_properties_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_method_return_value(const struct cimwire_method *method,
                                         struct cimwire_properties **value);

/**
 * What a parameter, or without data for `parameter` the returned value, means by its class; it
 * lives as long as the method. `CIMWIRE_NONE` where the class does not say, or there is no such
 * parameter.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_method_meaning(const struct cimwire_method *method,
                                    struct cimwire_str parameter,
                                    struct cimwire_str *meaning);

/**
 * Frees a method. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_method_free(struct cimwire_method *method);

/**
 * The message as JSON in which the values of instances are of the types of a schema, and integers
 * of 64 bits as one of `enum cimwire_integers`. NULL for `schema` means none: as
 * `cimwire_message_json`.
 * Free `json` with cimwire_buffer_free. Threads: any, at any time.
 */
cimwire_code cimwire_message_typed_json(const struct cimwire_message *message,
                                        const struct cimwire_schema *schema,
                                        int32_t integers,
                                        struct cimwire_buffer **json,
                                        struct cimwire_error **error);

/**
 * As `cimwire_encode`, and numbers and booleans in instances have to be of the types that a schema
 * has: `CIMWIRE_MISFIT` or `CIMWIRE_JSON_FORM` for others, with the path.
 * Free `xml` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_encode_typed(const void *json,
                                  size_t length,
                                  const struct cimwire_options *options,
                                  const struct cimwire_schema *schema,
                                  struct cimwire_buffer **xml,
                                  struct cimwire_error **error);

/**
 * Frees a message. Its views and texts end; what was made of it lives on. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_message_free(struct cimwire_message *message);

/**
 * The document that a message is, which lives on its own.
 * Free `document` with cimwire_document_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_document(const struct cimwire_message *message,
                                      struct cimwire_document **document);

/**
 * What a message asks or says, as `PullResponse`: the operation of DSP0226, `Method` and
 * `MethodResponse` for those of a class, `Custom` for anything else.
 * Texts live as long as `message`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_kind(const struct cimwire_message *message, struct cimwire_str *kind);

/**
 * What the header of a message says of where it goes.
 * Free `head` with cimwire_head_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_head(const struct cimwire_message *message,
                                  struct cimwire_head **head);

/**
 * The root of a message.
 * `envelope` lives as long as `message`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_envelope(const struct cimwire_message *message,
                                      struct cimwire_view *envelope);

/**
 * The element of the header blocks; `CIMWIRE_NONE` where there is none.
 * `header` lives as long as `message`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_header(const struct cimwire_message *message,
                                    struct cimwire_view *header);

/**
 * The header block of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `message`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_header_at(const struct cimwire_message *message,
                                       size_t index,
                                       struct cimwire_header *header);

/**
 * The body; `CIMWIRE_NONE` where there is none.
 * `body` lives as long as `message`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_body(const struct cimwire_message *message, struct cimwire_view *body);

/**
 * The element of the items that an EnumerateResponse or PullResponse brings; `CIMWIRE_NONE` where
 * there is none. Its children are the items.
 * `items` lives as long as `message`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_items(const struct cimwire_message *message,
                                   struct cimwire_view *items);

/**
 * Whether a message says that the enumeration has no more items (DSP0226 §8.4).
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_is_end_of_sequence(const struct cimwire_message *message,
                                                bool *is_end);

/**
 * What the next Pull has to bring (DSP0226 §8.4), for `cimwire_inside`; `CIMWIRE_NONE` where
 * there is none.
 * `context` lives as long as `message`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_enumeration_context(const struct cimwire_message *message,
                                                 struct cimwire_view *context);

/**
 * Whom a SubscribeResponse names to renew or end the subscription (DSP0226 §10.2): an endpoint
 * reference. `CIMWIRE_NONE` where there is none.
 * `manager` lives as long as `message`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_subscription_manager(const struct cimwire_message *message,
                                                  struct cimwire_view *manager);

/**
 * Why a request failed; `CIMWIRE_NONE` where the message is no fault.
 * Free `fault` with cimwire_fault_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_fault(const struct cimwire_message *message,
                                   struct cimwire_fault **fault);

/**
 * All that is wrong with a message in the order of its bytes: departures from XML, from the rules
 * of DSP0226, and from its schemas. The first 256 of each are told.
 * Free `deviations` with cimwire_deviations_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_deviations(const struct cimwire_message *message,
                                        struct cimwire_deviations **deviations);

/**
 * The fault that a service must answer with, ready to send; `CIMWIRE_NONE` where the message need
 * not be refused.
 * Free `refusal` with cimwire_reply_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_refusal(const struct cimwire_message *message,
                                     struct cimwire_reply **refusal,
                                     struct cimwire_error **error);

/**
 * The message as JSON, which `cimwire_encode` turns back.
 * Free `json` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_message_json(const struct cimwire_message *message,
                                  struct cimwire_buffer **json,
                                  struct cimwire_error **error);

/**
 * What in an instance is not as its class has it; nothing where the class is not known. What is in
 * embedded instances is theirs to tell.
 * Free `misfits` with cimwire_misfits_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_instance_misfits(const struct cimwire_instance *instance,
                                      struct cimwire_misfits **misfits);

/**
 * What in the call of a method, or its answer, is not as its class has it.
 * Free `misfits` with cimwire_misfits_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_method_misfits(const struct cimwire_method *method,
                                    struct cimwire_misfits **misfits);

/**
 * What is not as the classes of a schema have it in all instances of a document, embedded ones too,
 * and in the call of a method: as deviations, which have line, column and path.
 * Free `deviations` with cimwire_deviations_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_document_misfits(const struct cimwire_document *document,
                                      const struct cimwire_schema *schema,
                                      struct cimwire_deviations **deviations);

/**
 * The misfit of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `misfits`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_misfits_at(const struct cimwire_misfits *misfits,
                                size_t index,
                                struct cimwire_misfit *misfit);

/**
 * Frees a list of misfits. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_misfits_free(struct cimwire_misfits *misfits);

/**
 * What the date-time stands for that a property has, or that is of a number, from 0, in its array.
 * `CIMWIRE_NONE` where the value is no date-time, where parts of it are unknown that no form of XML
 * can leave out, and for an interval beyond 64 bits.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_properties_moment(const struct cimwire_properties *properties,
                                       size_t index,
                                       size_t item,
                                       struct cimwire_moment *moment);

/**
 * What a text stands for: 25 characters of CIM (DSP0004 §5.2.4), a dateTime, date or time of XML, or
 * a duration. `CIMWIRE_NONE` as for `cimwire_properties_moment`.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_moment_of(struct cimwire_str text,
                               struct cimwire_moment *moment);

/**
 * Options with their defaults.
 * Free `options` with cimwire_options_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_options_new(struct cimwire_options **options);

/**
 * Frees options. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_options_free(struct cimwire_options *options);

/**
 * Makes each deviation that is forbidden an error; false by default.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `options`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_options_strict(struct cimwire_options *options, bool strict);

/**
 * Replaces what XML cannot hold by U+FFFD, and tells of each repair; false by default.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `options`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_options_salvage(struct cimwire_options *options, bool salvage);

/**
 * Sets a bound: one of `enum cimwire_limit`. `CIMWIRE_ARGUMENT` for any other.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `options`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_options_limit(struct cimwire_options *options, int32_t limit, size_t most);

/**
 * The most bytes of memory that a decoder may take to read a message, beside the message itself
 * and what is made of it later: 0, the default, for no such bound. Each message is measured
 * before it is read, by its bytes `<` and `=`; one that might need more is refused with
 * `CIMWIRE_MEMORY_LIMIT`. 1 MiB is enough for usual messages of 100 KB.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `options`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_options_memory(struct cimwire_options *options, size_t most);

/**
 * The path of a class; of its instance as soon as there is a key.
 * Free `made` with cimwire_path_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_new(struct cimwire_str class_, struct cimwire_path **made);

/**
 * A path of DSP0004, `//host/root/cimv2:CIM_Fan.DeviceID="1"`, or of WMI, with backslashes.
 * Free `made` with cimwire_path_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_parse(struct cimwire_str text,
                                struct cimwire_path **made,
                                struct cimwire_error **error);

/**
 * The path that an endpoint reference is, or an element that holds what one does.
 * Free `made` with cimwire_path_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_of_reference(struct cimwire_view reference,
                                       struct cimwire_path **made,
                                       struct cimwire_error **error);

/**
 * The path of what a message is about: its resource and selectors.
 * Free `made` with cimwire_path_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_of_message(const struct cimwire_message *message,
                                     struct cimwire_path **made,
                                     struct cimwire_error **error);

/**
 * The path of an instance, by the keys that its class has in the instance's schema.
 * Free `made` with cimwire_path_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_of_instance(const struct cimwire_instance *instance,
                                      struct cimwire_path **made,
                                      struct cimwire_error **error);

/**
 * Tells what a path has.
 * Texts live as long as `path`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_read(const struct cimwire_path *path,
                               struct cimwire_path_details *details);

/**
 * The key of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `path`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_key_at(const struct cimwire_path *path,
                                 size_t index,
                                 struct cimwire_path_key *key);

/**
 * The path that the key of a number, from 0, refers to; `CIMWIRE_NONE` where it is no reference.
 * Free `made` with cimwire_path_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_key_reference(const struct cimwire_path *path,
                                        size_t index,
                                        struct cimwire_path **made);

/**
 * Sets the host.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `path`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_path_set_host(struct cimwire_path *path, struct cimwire_str host);

/**
 * Sets the CIM namespace.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `path`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_path_set_namespace(struct cimwire_path *path, struct cimwire_str namespace_);

/**
 * Sets what the resource URI begins with.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `path`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_path_set_base(struct cimwire_path *path, struct cimwire_str base);

/**
 * Has the resource URI begin as another does.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `path`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_path_set_base_of(struct cimwire_path *path, struct cimwire_str resource_uri);

/**
 * Adds a key.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `path`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_path_push_key(struct cimwire_path *path,
                                   struct cimwire_str name,
                                   struct cimwire_str text);

/**
 * Adds a key that refers to an instance, whose path is copied.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `path`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_path_push_reference(struct cimwire_path *path,
                                         struct cimwire_str name,
                                         const struct cimwire_path *to);

/**
 * The path with the types that its class has in a schema.
 * Free `made` with cimwire_path_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_typed(const struct cimwire_path *path,
                                const struct cimwire_schema *schema,
                                struct cimwire_path **made,
                                struct cimwire_error **error);

/**
 * The path as DSP0004 writes it.
 * Free `text` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_text(const struct cimwire_path *path, struct cimwire_buffer **text);

/**
 * The path as WMI writes it, with backslashes.
 * Free `text` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_wmi(const struct cimwire_path *path, struct cimwire_buffer **text);

/**
 * Its resource URI (DSP0227 §5.1).
 * Free `uri` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_resource_uri(const struct cimwire_path *path,
                                       struct cimwire_buffer **uri,
                                       struct cimwire_error **error);

/**
 * The endpoint reference to it at an address, in the version `2004` or `2005` of WS-Addressing.
 * Free `reference` with cimwire_document_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_path_reference(const struct cimwire_path *path,
                                    struct cimwire_str address,
                                    struct cimwire_str version,
                                    struct cimwire_document **reference,
                                    struct cimwire_error **error);

/**
 * The resource URI of a class, or with `*` of all classes: in a CIM namespace that of WMI, without
 * one that of the DMTF.
 * Free `uri` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_class_uri(struct cimwire_str class_,
                               struct cimwire_str wmi_namespace,
                               struct cimwire_buffer **uri);

/**
 * Frees a path. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_path_free(struct cimwire_path *path);

/**
 * The property of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `properties`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_properties_at(const struct cimwire_properties *properties,
                                   size_t index,
                                   struct cimwire_property *property);

/**
 * Properties from the one of a number on, many with one call: at most `capacity` of them, which has
 * to be more than 0, and `count` says how many. `CIMWIRE_NONE` behind the last.
 * Texts live as long as `properties`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_properties_from(const struct cimwire_properties *properties,
                                     size_t index,
                                     struct cimwire_property *list,
                                     size_t capacity,
                                     size_t *count);

/**
 * How many properties there are.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_properties_count(const struct cimwire_properties *properties, size_t *count);

/**
 * The value of a number, from 0, in the array that a property has; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `properties`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_properties_item(const struct cimwire_properties *properties,
                                     size_t index,
                                     size_t item,
                                     struct cimwire_datum *value);

/**
 * The embedded instance that a property has, or that is of a number, from 0, in its array;
 * `CIMWIRE_NONE` where there is none.
 * Free `instance` with cimwire_instance_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_properties_instance(const struct cimwire_properties *properties,
                                         size_t index,
                                         size_t item,
                                         struct cimwire_instance **instance);

/**
 * Frees a list of properties. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_properties_free(struct cimwire_properties *properties);

/**
 * The deviation of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `deviations`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_deviations_at(const struct cimwire_deviations *deviations,
                                   size_t index,
                                   struct cimwire_deviation *deviation);

/**
 * Frees a list of deviations. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_deviations_free(struct cimwire_deviations *deviations);

/**
 * The repair of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `repairs`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_repairs_at(const struct cimwire_repairs *repairs,
                                size_t index,
                                struct cimwire_repair *repair);

/**
 * Frees a list of repairs. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_repairs_free(struct cimwire_repairs *repairs);

/**
 * The difference of a number, from 0, as `Fan/Speed: text: left "1", right "2"`, which lives as
 * long as the list; `CIMWIRE_NONE` behind the last.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_differences_at(const struct cimwire_differences *differences,
                                    size_t index,
                                    struct cimwire_str *difference);

/**
 * Frees a list of differences. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_differences_free(struct cimwire_differences *differences);

/**
 * Asks for the representation of a resource (DSP0226 §7.3).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_get(struct cimwire_str resource_uri,
                                 struct cimwire_request **request,
                                 struct cimwire_error **error);

/**
 * Replaces the representation of a resource by an element (DSP0226 §7.4), which is copied.
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_put(struct cimwire_str resource_uri,
                                 struct cimwire_view instance,
                                 struct cimwire_request **request,
                                 struct cimwire_error **error);

/**
 * Replaces what an XPath expression selects of a resource (DSP0226 §7.9).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_put_fragment(struct cimwire_str resource_uri,
                                          struct cimwire_str path,
                                          struct cimwire_value with,
                                          struct cimwire_request **request,
                                          struct cimwire_error **error);

/**
 * Makes a resource of an element (DSP0226 §7.6), which is copied.
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_create(struct cimwire_str resource_uri,
                                    struct cimwire_view instance,
                                    struct cimwire_request **request,
                                    struct cimwire_error **error);

/**
 * Adds a fragment to a resource where an XPath expression says (DSP0226 §7.11).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_create_fragment(struct cimwire_str resource_uri,
                                             struct cimwire_str path,
                                             struct cimwire_value from,
                                             struct cimwire_request **request,
                                             struct cimwire_error **error);

/**
 * Deletes a resource (DSP0226 §7.5).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_delete(struct cimwire_str resource_uri,
                                    struct cimwire_request **request,
                                    struct cimwire_error **error);

/**
 * Begins an enumeration (DSP0226 §8.2).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_enumerate(struct cimwire_str resource_uri,
                                       struct cimwire_request **request,
                                       struct cimwire_error **error);

/**
 * Asks for the next items of an enumeration (DSP0226 §8.4); the context is `cimwire_inside` of that
 * of the last answer (`cimwire_message_enumeration_context`).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_pull(struct cimwire_str resource_uri,
                                  struct cimwire_value context,
                                  struct cimwire_request **request,
                                  struct cimwire_error **error);

/**
 * Ends an enumeration early (DSP0226 §8.5).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_release(struct cimwire_str resource_uri,
                                     struct cimwire_value context,
                                     struct cimwire_request **request,
                                     struct cimwire_error **error);

/**
 * Asks for more time for an enumeration; DSP0226 R8.1-4 advises against it.
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_enumeration_renew(struct cimwire_str resource_uri,
                                               struct cimwire_value context,
                                               struct cimwire_request **request,
                                               struct cimwire_error **error);

/**
 * Asks how much time an enumeration has; DSP0226 R8.1-4 advises against it.
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_enumeration_status(struct cimwire_str resource_uri,
                                                struct cimwire_value context,
                                                struct cimwire_request **request,
                                                struct cimwire_error **error);

/**
 * Invokes a method of a class (DSP0226 §9).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_invoke(struct cimwire_str class_uri,
                                    struct cimwire_str method,
                                    struct cimwire_request **request,
                                    struct cimwire_error **error);

/**
 * Asks a service what it is (DSP0226 §11). It has no header blocks, and so no settings.
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_identify(struct cimwire_request **request,
                                      struct cimwire_error **error);

/**
 * Subscribes to events, each delivered on its own to an address (DSP0226 §10.2.9.2).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_subscribe_push(struct cimwire_str resource_uri,
                                            struct cimwire_str sink,
                                            struct cimwire_request **request,
                                            struct cimwire_error **error);

/**
 * Subscribes to events, each delivered on its own and acknowledged (DSP0226 §10.2.9.3).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_subscribe_push_with_ack(struct cimwire_str resource_uri,
                                                     struct cimwire_str sink,
                                                     struct cimwire_request **request,
                                                     struct cimwire_error **error);

/**
 * Subscribes to events, delivered in batches that are acknowledged (DSP0226 §10.2.9.4).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_subscribe_events(struct cimwire_str resource_uri,
                                              struct cimwire_str sink,
                                              struct cimwire_request **request,
                                              struct cimwire_error **error);

/**
 * Subscribes to events that are then pulled (DSP0226 §10.2.9.5).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_subscribe_pull(struct cimwire_str resource_uri,
                                            struct cimwire_request **request,
                                            struct cimwire_error **error);

/**
 * Asks for more time for a subscription; the manager is an endpoint reference
 * (`cimwire_message_subscription_manager`).
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_renew(struct cimwire_view manager,
                                   struct cimwire_request **request,
                                   struct cimwire_error **error);

/**
 * Asks how much time a subscription has.
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_status(struct cimwire_view manager,
                                    struct cimwire_request **request,
                                    struct cimwire_error **error);

/**
 * Ends a subscription.
 * Free `request` with cimwire_request_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_unsubscribe(struct cimwire_view manager,
                                         struct cimwire_request **request,
                                         struct cimwire_error **error);

/**
 * The message as XML in UTF-8. `CIMWIRE_RULE` where it breaks a rule of DSP0226 about writing: no
 * address, a selector given twice.
 * Free `xml` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_encode(const struct cimwire_request *request,
                                    struct cimwire_buffer **xml,
                                    struct cimwire_error **error);

/**
 * Where it goes: its header blocks, the MessageID that its answer will relate to among them.
 * Free `head` with cimwire_head_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_request_head(const struct cimwire_request *request,
                                  struct cimwire_head **head,
                                  struct cimwire_error **error);

/**
 * Frees a request. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_request_free(struct cimwire_request *request);

/**
 * Takes the selectors of a path: its CIM namespace, where the resource URI does not have it, and its
 * keys (DSP0227 §5.2).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_instance(struct cimwire_request *request,
                                      const struct cimwire_path *path,
                                      struct cimwire_error **error);

/**
 * Names the CIM namespace, as `root/cimv2`, where the resource URI does not (DSP0227 §5.2).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_namespace(struct cimwire_request *request,
                                       struct cimwire_str namespace_,
                                       struct cimwire_error **error);

/**
 * Asks for instances that say their keys, versions and types (DSP0227 §13.1).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_show_extensions(struct cimwire_request *request,
                                             struct cimwire_error **error);

/**
 * Only what a CQL query selects (DSP0227 §9). Of an Enumerate and a Subscribe.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_cql(struct cimwire_request *request,
                                 struct cimwire_str query,
                                 struct cimwire_error **error);

/**
 * Only what has these selectors (DSP0226 annex E). Of an Enumerate and a Subscribe.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_select(struct cimwire_request *request,
                                    const struct cimwire_name_value *selectors,
                                    size_t count,
                                    struct cimwire_error **error);

/**
 * Only what is associated with an instance, which an endpoint reference names (DSP0227 §9). Of an
 * Enumerate.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_associated(struct cimwire_request *request,
                                        struct cimwire_view instance,
                                        struct cimwire_association by,
                                        struct cimwire_error **error);

/**
 * Only the associations of an instance (DSP0227 §9). Of an Enumerate. A class of associations or a
 * role of results is refused, as the result is the association.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_associations(struct cimwire_request *request,
                                          struct cimwire_view instance,
                                          struct cimwire_association by,
                                          struct cimwire_error **error);

/**
 * Where to say that the subscription ended unexpectedly (DSP0226 §10.6).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_end_to(struct cimwire_request *request,
                                    struct cimwire_str address,
                                    struct cimwire_error **error);

/**
 * A sign of life at least so often, as `PT60S` (DSP0226 §10.2.5).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_heartbeats(struct cimwire_request *request,
                                        struct cimwire_str every,
                                        struct cimwire_error **error);

/**
 * How often, and after how long each time, a delivery is tried again (DSP0226 §10.2.3).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_retry(struct cimwire_request *request,
                                   uint64_t total,
                                   struct cimwire_str after,
                                   struct cimwire_error **error);

/**
 * The most octets of a delivery, and what happens to an event that is larger:
 * `CancelSubscription`, `Skip` or `Notify` (DSP0226 R10.2.9.2-2).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_max_delivery_size(struct cimwire_request *request,
                                               uint64_t octets,
                                               struct cimwire_str policy,
                                               struct cimwire_error **error);

/**
 * The language of texts in events (DSP0226 R10.2.1-6).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_event_locale(struct cimwire_request *request,
                                          struct cimwire_str language,
                                          struct cimwire_error **error);

/**
 * The encoding of deliveries: `UTF-8` or `UTF-16` (DSP0226 R10.2.1-7).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_content_encoding(struct cimwire_request *request,
                                              struct cimwire_str encoding,
                                              struct cimwire_error **error);

/**
 * How the event source proves who it is, by the URI of a security profile (DSP0226 §12).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_auth(struct cimwire_request *request,
                                  struct cimwire_str profile,
                                  struct cimwire_error **error);

/**
 * Asks for bookmarks in deliveries (DSP0226 §10.2.6).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_send_bookmarks(struct cimwire_request *request,
                                            struct cimwire_error **error);

/**
 * Asks for the events behind a bookmark (DSP0226 §10.2.6).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_bookmark(struct cimwire_request *request,
                                      struct cimwire_value bookmark,
                                      struct cimwire_error **error);

/**
 * The address it goes to (DSP0226 §5.3).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_to(struct cimwire_request *request,
                                struct cimwire_str address,
                                struct cimwire_error **error);

/**
 * Takes address, resource and selectors from an endpoint reference (DSP0226 §5.1.1).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_to_reference(struct cimwire_request *request,
                                          struct cimwire_view endpoint,
                                          struct cimwire_error **error);

/**
 * Adds a selector (DSP0226 §5.1.2.2): its value is text, or an endpoint reference.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_selector(struct cimwire_request *request,
                                      struct cimwire_str name,
                                      struct cimwire_value value,
                                      struct cimwire_error **error);

/**
 * Adds an option (DSP0226 §6.4).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_option(struct cimwire_request *request,
                                    struct cimwire_str name,
                                    struct cimwire_str value,
                                    struct cimwire_error **error);

/**
 * Adds an option that the service has to obey or to refuse (DSP0226 R6.4-6).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_required_option(struct cimwire_request *request,
                                             struct cimwire_str name,
                                             struct cimwire_str value,
                                             struct cimwire_error **error);

/**
 * How long the service may take, as `PT60S` (DSP0226 §6.1).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_timeout(struct cimwire_request *request,
                                     struct cimwire_str duration,
                                     struct cimwire_error **error);

/**
 * The most octets of the answer, at least 8192 (DSP0226 §6.2).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_max_envelope_size(struct cimwire_request *request,
                                               uint64_t octets,
                                               struct cimwire_error **error);

/**
 * The language of texts in the answer, as `en-US` (DSP0226 §6.3).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_locale(struct cimwire_request *request,
                                    struct cimwire_str language,
                                    struct cimwire_error **error);

/**
 * The MessageID, in place of a fresh one (DSP0226 §5.4.4).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_message_id(struct cimwire_request *request,
                                        struct cimwire_str id,
                                        struct cimwire_error **error);

/**
 * Asks for the endpoint reference of the resource that is returned (DSP0226 §6.5).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_request_reference(struct cimwire_request *request,
                                               struct cimwire_error **error);

/**
 * Adds a header block of any name, which is copied.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_header(struct cimwire_request *request,
                                    struct cimwire_view block,
                                    struct cimwire_error **error);

/**
 * The version of WS-Addressing: `2004` for 2004/08, `2005` for 1.0 of 2005/08.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_addressing(struct cimwire_request *request,
                                        struct cimwire_str version,
                                        struct cimwire_error **error);

/**
 * Only a fragment, which an XPath expression selects (DSP0226 §7.7). Of a Get and a Delete.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_fragment(struct cimwire_request *request,
                                      struct cimwire_str path,
                                      struct cimwire_error **error);

/**
 * Only what a filter in a dialect lets through (DSP0226 §8.3, §10.2.2). Of an Enumerate and a
 * Subscribe.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_filter(struct cimwire_request *request,
                                    struct cimwire_str dialect,
                                    struct cimwire_value filter,
                                    struct cimwire_error **error);

/**
 * Only what a WQL query selects (MS-WSMV §2.2.4.19). Of an Enumerate and a Subscribe.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_wql(struct cimwire_request *request,
                                 struct cimwire_str query,
                                 struct cimwire_error **error);

/**
 * Asks for the first items in the answer already, so many at most (DSP0226 §8.2.3). Of an
 * Enumerate.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_optimize(struct cimwire_request *request,
                                      uint64_t max_elements,
                                      struct cimwire_error **error);

/**
 * What items are: `EnumerateEPR` or `EnumerateObjectAndEPR` (DSP0226 §8.7). Of an Enumerate.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_mode(struct cimwire_request *request,
                                  struct cimwire_str mode,
                                  struct cimwire_error **error);

/**
 * How instances of subclasses are shown: `IncludeSubClassProperties`,
 * `ExcludeSubClassProperties` or `None` (DSP0227 §8.1). Of an Enumerate.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_polymorphism(struct cimwire_request *request,
                                          struct cimwire_str mode,
                                          struct cimwire_error **error);

/**
 * Asks for an estimate of the number of items (DSP0226 §8.2.2). Of an Enumerate and a Pull.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_estimate(struct cimwire_request *request,
                                      struct cimwire_error **error);

/**
 * So many items or events a message at most. Of a Pull and a Subscribe.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_max_elements(struct cimwire_request *request,
                                          uint64_t most,
                                          struct cimwire_error **error);

/**
 * So many characters of items at most (DSP0226 R8.4-1). Of a Pull.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_max_characters(struct cimwire_request *request,
                                            uint64_t most,
                                            struct cimwire_error **error);

/**
 * So long at most until a message is sent, as `PT10S`. Of a Pull and a Subscribe.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_max_time(struct cimwire_request *request,
                                      struct cimwire_str most,
                                      struct cimwire_error **error);

/**
 * When an enumeration or subscription ends: a duration as `PT10M`, or a dateTime. Of an
 * Enumerate, a Subscribe and both kinds of Renew.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_expires(struct cimwire_request *request,
                                     struct cimwire_str expires,
                                     struct cimwire_error **error);

/**
 * Adds a parameter, in the namespace of the class; those of an array have one name. Of an
 * Invoke.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_parameter(struct cimwire_request *request,
                                       struct cimwire_str name,
                                       struct cimwire_value value,
                                       struct cimwire_error **error);

/**
 * Sends this element, which is copied, in place of one made of parameters. Of an Invoke.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `request`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_request_input(struct cimwire_request *request,
                                   struct cimwire_view input,
                                   struct cimwire_error **error);

/**
 * An answer to a message; to a delivery, an acknowledgement. The message may be freed.
 * Free `response` with cimwire_response_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_response_to(const struct cimwire_message *request,
                                 struct cimwire_response **response);

/**
 * What it brings: the one element of its body, which is copied. Nothing by default.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `response`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_response_body(struct cimwire_response *response,
                                   struct cimwire_view element,
                                   struct cimwire_error **error);

/**
 * Says that the request failed, with a fault of DSP0226 §14.6 by its name: `w:AccessDenied`, or
 * `AccessDenied` for the first of that name. The reason is in English; without one it is that of
 * the standard.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `response`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_response_fault(struct cimwire_response *response,
                                    struct cimwire_str name,
                                    struct cimwire_str reason,
                                    struct cimwire_error **error);

/**
 * Refines the fault by a detail code of DSP0226 §14.2, as `UnexpectedSelectors`.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `response`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_response_detail_code(struct cimwire_response *response,
                                          struct cimwire_str code,
                                          struct cimwire_error **error);

/**
 * The most octets of the service's own answers, where the request does not allow fewer.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `response`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_response_limit(struct cimwire_response *response, uint64_t octets);

/**
 * Sends the fault that says so in place of an answer that is larger than the request or
 * `cimwire_response_limit` allows (DSP0226 §6.2).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `response`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_response_within_limits(struct cimwire_response *response);

/**
 * Brings as many of these items as the request allows by its MaxElements, MaxCharacters and
 * MaxEnvelopeSize, as the answer to a Pull or an optimized Enumerate, and says how many those are.
 * Behind the last one comes EndOfSequence, else the context for the next Pull. Where not even one
 * fits, it becomes the fault that says so (DSP0226 §8.4, §6.2). The items are copied.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `response`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_response_items(struct cimwire_response *response,
                                    struct cimwire_value context,
                                    const struct cimwire_view *items,
                                    size_t count,
                                    size_t *taken,
                                    struct cimwire_error **error);

/**
 * Says that the request failed with a status of CIM, by its code: with the fault that tells it, and a
 * `CIM_Error` with the status and a message (DSP0227 §12).
 * NULL: CIMWIRE_NULL. Threads: one at a time for `response`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_response_cim_fault(struct cimwire_response *response,
                                        uint32_t status,
                                        struct cimwire_str message,
                                        struct cimwire_error **error);

/**
 * The action, in place of that of the standard, or of the request's with `Response` behind.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `response`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_response_action(struct cimwire_response *response, struct cimwire_str action);

/**
 * The MessageID, in place of a fresh one.
 * NULL: CIMWIRE_NULL. Threads: one at a time for `response`, else CIMWIRE_BUSY.
 */
cimwire_code cimwire_response_message_id(struct cimwire_response *response, struct cimwire_str id);

/**
 * The answer as it is sent.
 * Free `reply` with cimwire_reply_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_response_encode(const struct cimwire_response *response,
                                     struct cimwire_reply **reply,
                                     struct cimwire_error **error);

/**
 * Frees an answer that was being built. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_response_free(struct cimwire_response *response);

/**
 * Tells what to send.
 * Texts live as long as `reply`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_reply_read(const struct cimwire_reply *reply,
                                struct cimwire_reply_details *details);

/**
 * Frees a reply. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_reply_free(struct cimwire_reply *reply);

/**
 * The classes of CIM 2.49.0, which come with the library.
 * Free `schema` with cimwire_schema_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_schema_cim(struct cimwire_schema **schema);

/**
 * The classes of a pack (`.cimpack`). The bytes are copied: they need not stay.
 * Free `schema` with cimwire_schema_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_schema_open(const void *pack,
                                 size_t length,
                                 struct cimwire_schema **schema,
                                 struct cimwire_error **error);

/**
 * A schema with the classes of one more pack, which win over those that it has. The bytes are
 * copied: they need not stay.
 * Free `extended` with cimwire_schema_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_schema_with(const struct cimwire_schema *schema,
                                 const void *pack,
                                 size_t length,
                                 struct cimwire_schema **extended,
                                 struct cimwire_error **error);

/**
 * What a value of a property means by its class, as `In Service` for 2, which lives as long as the
 * schema; `CIMWIRE_NONE` where the class does not say.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_schema_meaning(const struct cimwire_schema *schema,
                                    struct cimwire_str class_,
                                    struct cimwire_str property,
                                    struct cimwire_str value,
                                    struct cimwire_str *meaning);

/**
 * The names of all classes of a schema, in the order of their names in lower case.
 * Free `names` with cimwire_names_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_schema_classes(const struct cimwire_schema *schema,
                                    struct cimwire_names **names);

/**
 * Where the classes of a schema are from, as in `CIM 2.49.0`.
 * Free `names` with cimwire_names_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_schema_sources(const struct cimwire_schema *schema,
                                    struct cimwire_names **names);

/**
 * The name of a number, from 0, which lives as long as the list; `CIMWIRE_NONE` behind the last.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_names_at(const struct cimwire_names *names,
                              size_t index,
                              struct cimwire_str *name);

/**
 * Frees a list of names. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_names_free(struct cimwire_names *names);

/**
 * Classes, properties and methods with a text in their names, in any case; a member is found in the
 * class that declares it.
 * Free `finds` with cimwire_finds_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_schema_find(const struct cimwire_schema *schema,
                                 struct cimwire_str text,
                                 struct cimwire_finds **finds);

/**
 * The find of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `finds`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_finds_at(const struct cimwire_finds *finds,
                              size_t index,
                              struct cimwire_find *find);

/**
 * Frees a list of finds. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_finds_free(struct cimwire_finds *finds);

/**
 * Frees a schema. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_schema_free(struct cimwire_schema *schema);

/**
 * The local name of an element.
 * Texts live as long as what `view` is of. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_name(struct cimwire_view view, struct cimwire_str *name);

/**
 * The namespace of an element; empty for none.
 * Texts live as long as what `view` is of. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_namespace(struct cimwire_view view, struct cimwire_str *namespace_);

/**
 * The prefix of an element as written; empty for none.
 * Texts live as long as what `view` is of. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_prefix(struct cimwire_view view, struct cimwire_str *prefix);

/**
 * The character data directly inside an element, with references replaced.
 * Texts live as long as what `view` is of. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_text(struct cimwire_view view, struct cimwire_str *text);

/**
 * Whether `xsi:nil` says that an element has no value.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_is_nil(struct cimwire_view view, bool *is_nil);

/**
 * The first element directly inside another; `CIMWIRE_NONE` where there is none.
 * `child` lives as long as what `parent` is of. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_first_child(struct cimwire_view parent, struct cimwire_view *child);

/**
 * The element directly inside `parent` that follows `child`, which is one of them; `CIMWIRE_NONE`
 * behind the last, `CIMWIRE_ARGUMENT` for a `child` that is not inside. `cimwire_view_children` takes
 * fewer calls.
 * `next` lives as long as what `parent` is of. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_next_child(struct cimwire_view parent,
                                     struct cimwire_view child,
                                     struct cimwire_view *next);

/**
 * Walks the elements directly inside another, many with one call. They are told in document order,
 * at most `capacity` of them, which has to be more than 0, and `count` says how many. Where `behind`
 * is `parent`, the first are told, else those behind that child: pass the last that was told to get
 * the next. Fewer than `capacity` are the last; `CIMWIRE_NONE` where there is none, or no more.
 * `CIMWIRE_ARGUMENT` for a `behind` that is not inside. Nothing is allocated but for texts with
 * references.
 * Texts live as long as what `parent` is of. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_children(struct cimwire_view parent,
                                   struct cimwire_view behind,
                                   struct cimwire_entry *children,
                                   size_t capacity,
                                   size_t *count);

/**
 * Walks all elements inside another, those inside others too: as `cimwire_view_children`. An element
 * is inside another where its place is below the other's end.
 * Texts live as long as what `around` is of. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_elements(struct cimwire_view around,
                                   struct cimwire_view behind,
                                   struct cimwire_entry *elements,
                                   size_t capacity,
                                   size_t *count);

/**
 * The first element directly inside another with a namespace and local name; `CIMWIRE_NONE` where
 * there is none.
 * `child` lives as long as what `parent` is of. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_child(struct cimwire_view parent,
                                struct cimwire_str namespace_,
                                struct cimwire_str name,
                                struct cimwire_view *child);

/**
 * The value of an attribute; `CIMWIRE_NONE` where there is none. Those without a prefix have the
 * namespace "".
 * Texts live as long as what `view` is of. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_attribute(struct cimwire_view view,
                                    struct cimwire_str namespace_,
                                    struct cimwire_str name,
                                    struct cimwire_str *value);

/**
 * The attributes of an element.
 * Free `attributes` with cimwire_attributes_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_attributes(struct cimwire_view view,
                                     struct cimwire_attributes **attributes);

/**
 * The attribute of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `attributes`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_attributes_at(const struct cimwire_attributes *attributes,
                                   size_t index,
                                   struct cimwire_attribute *attribute);

/**
 * Frees a list of attributes. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_attributes_free(struct cimwire_attributes *attributes);

/**
 * All that is directly inside an element.
 * Free `nodes` with cimwire_nodes_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_nodes(struct cimwire_view view, struct cimwire_nodes **nodes);

/**
 * The node of a number, from 0; `CIMWIRE_NONE` behind the last.
 * Texts live as long as `nodes`. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_nodes_at(const struct cimwire_nodes *nodes,
                              size_t index,
                              struct cimwire_node *node);

/**
 * Frees a list of nodes. NULL is allowed.
 * Threads: any; waits for the calls that have the handle.
 */
cimwire_code cimwire_nodes_free(struct cimwire_nodes *nodes);

/**
 * Whether two elements say the same: prefixes, comments and the order of attributes aside.
 * NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_is_same(struct cimwire_view left,
                                  struct cimwire_view right,
                                  bool *is_same);

/**
 * The message that an element is, as a document of its own.
 * Free `message` with cimwire_message_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_message(struct cimwire_view view,
                                  struct cimwire_message **message,
                                  struct cimwire_error **error);

/**
 * The element as a document of its own: its bytes, with the declarations it needs.
 * Free `xml` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_xml(struct cimwire_view view, struct cimwire_buffer **xml);

/**
 * The element and what is in it as JSON: its name and value.
 * Free `json` with cimwire_buffer_free. NULL: CIMWIRE_NULL. Threads: any, at any time.
 */
cimwire_code cimwire_view_json(struct cimwire_view view,
                               struct cimwire_buffer **json,
                               struct cimwire_error **error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

/** The text of a literal, as in `CIMWIRE_STR("urn:fans")`. */
#ifdef __cplusplus
#define CIMWIRE_STR(literal) (cimwire_str{literal, sizeof(literal) - 1})
#else
#define CIMWIRE_STR(literal) ((cimwire_str){literal, sizeof(literal) - 1})
#endif

/**
 * So many bytes of text, which are not copied and have to live as long as the text is used. NULL for
 * `data` means no text. Threads: any, at any time.
 */
static inline cimwire_str cimwire_str_of(const char *data, size_t length) {
  cimwire_str str;
  str.data = data;
  str.length = length;
  return str;
}

/**
 * A value that is text, which is not copied and has to live until the value is used. A text without
 * data, NULL, is empty. Threads: any, at any time.
 */
static inline cimwire_value cimwire_text(cimwire_str text) {
  cimwire_value value;
  value.kind = CIMWIRE_VALUE_KIND_TEXT;
  value.text = text;
  value.view.owner = NULL;
  value.view.place = 0;
  return value;
}

/**
 * A value that is an element, with what is in it; what the view is of has to live until the value is
 * used. Threads: any, at any time.
 */
static inline cimwire_value cimwire_element(cimwire_view view) {
  cimwire_value value;
  value.kind = CIMWIRE_VALUE_KIND_ELEMENT;
  value.text = cimwire_str_of(NULL, 0);
  value.view = view;
  return value;
}

/**
 * A value that is what is in an element, without the element; what the view is of has to live until
 * the value is used. Threads: any, at any time.
 */
static inline cimwire_value cimwire_inside(cimwire_view view) {
  cimwire_value value = cimwire_element(view);
  value.kind = CIMWIRE_VALUE_KIND_INSIDE;
  return value;
}

/** A value without any. Threads: any, at any time. */
static inline cimwire_datum cimwire_datum_null(void) {
  cimwire_datum datum;
  datum.kind = CIMWIRE_DATUM_KIND_NULL;
  datum.boolean = false;
  datum.unsigned_ = 0;
  datum.signed_ = 0;
  datum.real = 0;
  datum.count = 0;
  datum.text = cimwire_str_of(NULL, 0);
  datum.view.owner = NULL;
  datum.view.place = 0;
  return datum;
}

/** A boolean. Threads: any, at any time. */
static inline cimwire_datum cimwire_datum_boolean(bool boolean) {
  cimwire_datum datum = cimwire_datum_null();
  datum.kind = CIMWIRE_DATUM_KIND_BOOLEAN;
  datum.boolean = boolean;
  return datum;
}

/** A number without a sign. Threads: any, at any time. */
static inline cimwire_datum cimwire_datum_unsigned(uint64_t number) {
  cimwire_datum datum = cimwire_datum_null();
  datum.kind = CIMWIRE_DATUM_KIND_UNSIGNED;
  datum.unsigned_ = number;
  return datum;
}

/** A number with a sign. Threads: any, at any time. */
static inline cimwire_datum cimwire_datum_signed(int64_t number) {
  cimwire_datum datum = cimwire_datum_null();
  datum.kind = CIMWIRE_DATUM_KIND_SIGNED;
  datum.signed_ = number;
  return datum;
}

/** A real number. Threads: any, at any time. */
static inline cimwire_datum cimwire_datum_real(double real) {
  cimwire_datum datum = cimwire_datum_null();
  datum.kind = CIMWIRE_DATUM_KIND_REAL;
  datum.real = real;
  return datum;
}

/**
 * A string, which is not copied and has to live until the value is used. A text without data, NULL, is
 * empty. Threads: any, at any time.
 */
static inline cimwire_datum cimwire_datum_text(cimwire_str text) {
  cimwire_datum datum = cimwire_datum_null();
  datum.kind = CIMWIRE_DATUM_KIND_TEXT;
  datum.text = text;
  return datum;
}

#endif  /* CIMWIRE_H */
