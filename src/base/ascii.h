/* SPDX-License-Identifier: MIT */
/* Classes of ASCII bytes as RFC 3261 §25.1 uses them; the locale has no say. */
#ifndef SIPERR_BASE_ASCII_H
#define SIPERR_BASE_ASCII_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
static inline bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
static inline bool is_name_byte(char c) { return is_alnum(c) || c == '_'; }	/* of a name in a program … */
static inline bool is_constant_byte(char c) { return is_upper(c) || is_digit(c) || c == '_'; }	/* … and of a constant's: "USER_BUSY" */
static inline bool is_letter_byte(char c) { return ((unsigned char)c & 0xc0) != 0; }	/* of UTF-8, too; some other signs */
static inline bool is_beyond_ascii(char c) { return (unsigned char)c >= 0x80; }
/* Of any script; signs beyond ASCII, too. */
static inline bool is_any_letter(char c) { return is_alpha(c) || is_beyond_ascii(c); }
static inline bool is_any_alnum(char c) { return is_alnum(c) || is_beyond_ascii(c); }
static inline bool is_any_name_byte(char c) { return is_any_alnum(c) || c == '_'; }
static inline bool is_blank(char c) { return c == ' ' || c == '\t'; }
static inline bool is_space(char c) { return is_blank(c) || c == '\r' || c == '\n'; }
static inline bool is_one_of(char c, const char *set) { return c != '\0' && strchr(set, c) != NULL; }
static inline char to_lower(char c) { return is_upper(c) ? (char)(c + ('a' - 'A')) : c; }

static inline int
hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c = to_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that two hexadecimal digits stand for. */
static inline unsigned char
hex_byte(const char *two)
{
	return (unsigned char)((unsigned)hex_value(two[0]) << 4 | (unsigned)hex_value(two[1]));
}

/* token of RFC 3261 §25.1: alphanum and - . ! % * _ + ` ' ~ */
extern const bool ascii_token[256];

static inline bool
is_token(char c)
{
	return ascii_token[(unsigned char)c];
}

#endif
