#include <stdio.h>

int
main(void)
{
	puts("siperr " SIPERR_VERSION);
	return 0;
}
