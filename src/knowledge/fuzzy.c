#include "knowledge/match.h"

void
hunt_patterns(struct hunt *h, bool skeleton)
{
	(void)h;
	(void)skeleton;
}

void
hunt_fuzzy(struct hunt *h)
{
	(void)h;
}

void
hunt_words(struct hunt *h)
{
	(void)h;
}
