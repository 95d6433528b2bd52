/* SPDX-License-Identifier: MIT */
#include "input/pcap_library.h"

#include <dlfcn.h>
#include <pcap/pcap.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/memory.h"

_Static_assert(PCAP_WHY_SIZE >= PCAP_ERRBUF_SIZE, "room for libpcap's messages");

struct pcap_reader {
	pcap_t *pcap;
	int link_type;
};

static struct {
	void *handle;
	pcap_t *(*open)(FILE *, char *);
	int (*next)(pcap_t *, struct pcap_pkthdr **, const u_char **);
	int (*datalink)(pcap_t *);
	char *(*why)(pcap_t *);
	void (*close)(pcap_t *);
	const char *(*link_name)(int);	/* may be NULL */
	bool whole;		/* all of them were found */
	char error[PCAP_WHY_SIZE];
} library;

static bool
find(const char *name, void *function)
{
	void *found = dlsym(library.handle, name);

	memcpy(function, &found, sizeof found);	/* ISO C has no cast from void * to a function */
	return found != NULL;
}

static void
load(void)
{
	static const char *const names[] = { "libpcap.so.0.8", "libpcap.so.1", "libpcap.so" };

	for (size_t i = 0; i < sizeof names / sizeof *names && library.handle == NULL; i++)
		if ((library.handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL)) == NULL && i == 0)
			snprintf(library.error, sizeof library.error, "%s", dlerror());
	if (library.handle == NULL)
		return;
	library.whole = find("pcap_fopen_offline", &library.open) && find("pcap_next_ex", &library.next) &&
	    find("pcap_datalink", &library.datalink) && find("pcap_geterr", &library.why) &&
	    find("pcap_close", &library.close);
	if (!library.whole)
		snprintf(library.error, sizeof library.error, "%s", dlerror());
	find("pcap_datalink_val_to_name", &library.link_name);
}

bool
pcap_library_load(char why[PCAP_WHY_SIZE])
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	if (!library.whole)
		snprintf(why, PCAP_WHY_SIZE, "%s", library.error);
	return library.whole;
}

struct pcap_reader *
pcap_reader_open(FILE *stream, char why[PCAP_WHY_SIZE])
{
	pcap_t *pcap = library.open(stream, why);
	struct pcap_reader *r;

	if (pcap == NULL) {
		fclose(stream);
		return NULL;
	}
	r = xcalloc(1, sizeof *r);
	r->pcap = pcap;
	r->link_type = library.datalink(pcap);
	return r;
}

enum pcap_status
pcap_reader_next(struct pcap_reader *r, struct packet *out, char why[PCAP_WHY_SIZE])
{
	struct pcap_pkthdr *header;
	const u_char *bytes;

	switch (library.next(r->pcap, &header, &bytes)) {
	case 1:
		*out = (struct packet){
			.link_type = r->link_type,
			.bytes = { (const char *)bytes, header->caplen },
			.whole = header->len,
			.time = (int64_t)header->ts.tv_sec * 1000000 + header->ts.tv_usec,
		};
		return PCAP_PACKET;
	case PCAP_ERROR_BREAK:
		return PCAP_END;
	default:
		snprintf(why, PCAP_WHY_SIZE, "%s", library.why(r->pcap));
		return strstr(why, "truncated") != NULL ? PCAP_CUT : PCAP_BROKEN;
	}
}

void
pcap_reader_close(struct pcap_reader *r)
{
	library.close(r->pcap);
	free(r);
}

const char *
pcap_link_name(int link_type)
{
	return library.link_name != NULL ? library.link_name(link_type) : NULL;
}
