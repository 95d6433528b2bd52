#include "knowledge/bundle.h"

void
knowledge_search(struct knowledge *k, struct slice text, struct arena *a, struct strings *ids)
{
	struct match m;
	size_t cap = 0;

	*ids = (struct strings){ NULL, 0 };
	if (knowledge_match(k, "", text, NULL, a, &m))
		strings_add(ids, &cap, m.id, a);
}
