/* Shows what CIM says of a class: cc describe.c -lcimwire; ./a.out CIM_Fan */
#include <cimwire.h>
#include <stdio.h>
#include <string.h>

static void show_values(const cimwire_meaning *values, size_t count) {
  size_t i;
  for (i = 0; i < count; i++)
    printf("    %.*s = %.*s\n", (int)values[i].value.length, values[i].value.data,
           (int)values[i].meaning.length, values[i].meaning.data);
}

static void show_properties(const cimwire_declared_property *properties, size_t count) {
  size_t i;
  for (i = 0; i < count; i++) {
    const cimwire_declared_property *it = &properties[i];
    printf("  %.*s%s %.*s%s\n", (int)it->type_name.length, it->type_name.data,
           it->is_array ? "[]" : "", (int)it->name.length, it->name.data, it->is_key ? ", key" : "");
    show_values(it->values, it->value_count);
  }
}

int main(int count, char **arguments) {
  cimwire_schema *schema = NULL;
  cimwire_class *found = NULL;
  cimwire_class_details it;
  cimwire_code code;
  size_t i;
  if (count != 2) {
    fprintf(stderr, "usage: describe CLASS\n");
    return 2;
  }
  cimwire_schema_cim(&schema);
  code = cimwire_schema_class(schema, cimwire_str_of(arguments[1], strlen(arguments[1])), &found);
  if (code == CIMWIRE_OK && cimwire_class_read(found, &it) == CIMWIRE_OK) {
    printf("%.*s\n", (int)it.name.length, it.name.data); /* lives as long as `found` */
    show_properties(it.properties, it.property_count);
    for (i = 0; i < it.method_count; i++)
      printf("  %.*s(), %lu parameters\n", (int)it.methods[i].name.length, it.methods[i].name.data,
             (unsigned long)it.methods[i].parameter_count);
  } else {
    fprintf(stderr, "%s: no such class\n", arguments[1]);
  }
  cimwire_class_free(found);
  cimwire_schema_free(schema);
  return code == CIMWIRE_OK ? 0 : 1;
}
