/* SPDX-License-Identifier: MIT */
#include "knowledge/bundle/icu_file.h"

#include <string.h>

#include <unicode/udata.h>

void
icu_header(struct buf *out, const char *format, unsigned char version)
{
	struct {
		uint16_t length;
		uint8_t magic[2];
		UDataInfo info;
		uint8_t padding[8];
	} header = {
		.length = sizeof header, .magic = { 0xda, 0x27 },
		.info = {
			.size = sizeof(UDataInfo), .isBigEndian = U_IS_BIG_ENDIAN, .charsetFamily = U_CHARSET_FAMILY,
			.sizeofUChar = U_SIZEOF_UCHAR, .formatVersion = { version },
		},
	};

	_Static_assert(sizeof header == 32, "what follows is aligned");
	memcpy(header.info.dataFormat, format, sizeof header.info.dataFormat);
	buf_add(out, (struct slice){ (const char *)&header, sizeof header });
}

void
icu_word(struct buf *out, size_t value)
{
	uint32_t word = (uint32_t)value;

	buf_add(out, (struct slice){ (const char *)&word, sizeof word });
}
