/* Keys made for the tests of keys and certificates; they protect nothing. */
#ifndef CHELM_FUNCS_KEYS_FIXTURE_TEST_H
#define CHELM_FUNCS_KEYS_FIXTURE_TEST_H

/* 1024 bits, PKCS #1 */
#define RSA_KEY                                                                                    \
    "-----BEGIN RSA PRIVATE KEY-----\n"                                                            \
    "MIICXQIBAAKBgQCzQQ1XXvxLDTqwZuq32Fi6LUwJm8zlGbX47rMdvv1ApRP/Lu8E\n"                           \
    "XE502OxHo7XnKw8HL7P2xLNQUjAzNnOYlWx+R4BYRBN4uqanXrbMtJgdq/TPyq6n\n"                           \
    "8Volrg5Kh6C69kAN/Lz8yUCZsZkf2Kg8JTpNF2USWjjc166Dlz6IF0S3KwIDAQAB\n"                           \
    "AoGBAICe7+S+akesEW2cG1WZbmkAsau/WHEXVsRs+qcgcPXevY+AbM7zMPSU5k2t\n"                           \
    "QYvDEMB2USqDD6tVnfJRYvacWUC7vx3qo049w9tTl/Xz88mRd34FOtCYZe/ej3zL\n"                           \
    "wbxVa6/+LD5HXc5BlveuDGkvePf/d2xDlW3J9Sw2drqkJAQpAkEA1wo7OLY3Y3gt\n"                           \
    "Fog4p1l0nTQB8+RSD1CGLcsYkMSqge9NYAU02ObaU7W4ZrcFbQ9gIdaGbMwICaK3\n"                           \
    "2V0fapyT3QJBANVl1SGzDrII07p7FCL3pxBTe3EEbxIe6w3sCqhtILK5bl8q8GfV\n"                           \
    "RwQZwpTgFf8mZ5S6pjG8rNP/GYgiEM92KqcCQGNjNS/m9/6fQqeRWi3uqHkn2mcw\n"                           \
    "9cRiQUHVBouSegQH6Eki3uQI/ouGB65hlL5tRs8c6ZBLVMOvUy3BXo3VxHkCQFio\n"                           \
    "gjAKEGTvPegQEoGkmogx5utBiFPi/I1AL/1huWAHok9vq4m4FlUhzrHDl9/1uLsW\n"                           \
    "AM5RMQyyw4zHemx3D6kCQQC6iR8CF6JN5CMgl+yGqwkD1SujeQwWMOVtQpXRKT9c\n"                           \
    "bB//UwMdvJKc4+/IMcKuaDm9hKMTgJdvLnJAll6i+oLH\n"                                               \
    "-----END RSA PRIVATE KEY-----\n"

/* the same in PKCS #8 */
#define RSA_KEY_PKCS8                                                                              \
    "-----BEGIN PRIVATE KEY-----\n"                                                                \
    "MIICdwIBADANBgkqhkiG9w0BAQEFAASCAmEwggJdAgEAAoGBALNBDVde/EsNOrBm\n"                           \
    "6rfYWLotTAmbzOUZtfjusx2+/UClE/8u7wRcTnTY7EejtecrDwcvs/bEs1BSMDM2\n"                           \
    "c5iVbH5HgFhEE3i6pqdetsy0mB2r9M/KrqfxWiWuDkqHoLr2QA38vPzJQJmxmR/Y\n"                           \
    "qDwlOk0XZRJaONzXroOXPogXRLcrAgMBAAECgYEAgJ7v5L5qR6wRbZwbVZluaQCx\n"                           \
    "q79YcRdWxGz6pyBw9d69j4BszvMw9JTmTa1Bi8MQwHZRKoMPq1Wd8lFi9pxZQLu/\n"                           \
    "HeqjTj3D21OX9fPzyZF3fgU60Jhl796PfMvBvFVrr/4sPkddzkGW964MaS949/93\n"                           \
    "bEOVbcn1LDZ2uqQkBCkCQQDXCjs4tjdjeC0WiDinWXSdNAHz5FIPUIYtyxiQxKqB\n"                           \
    "701gBTTY5tpTtbhmtwVtD2Ah1oZszAgJorfZXR9qnJPdAkEA1WXVIbMOsgjTunsU\n"                           \
    "IvenEFN7cQRvEh7rDewKqG0gsrluXyrwZ9VHBBnClOAV/yZnlLqmMbys0/8ZiCIQ\n"                           \
    "z3YqpwJAY2M1L+b3/p9Cp5FaLe6oeSfaZzD1xGJBQdUGi5J6BAfoSSLe5Aj+i4YH\n"                           \
    "rmGUvm1GzxzpkEtUw69TLcFejdXEeQJAWKiCMAoQZO896BASgaSaiDHm60GIU+L8\n"                           \
    "jUAv/WG5YAeiT2+ribgWVSHOscOX3/W4uxYAzlExDLLDjMd6bHcPqQJBALqJHwIX\n"                           \
    "ok3kIyCX7IarCQPVK6N5DBYw5W1CldEpP1xsH/9TAx28kpzj78gxwq5oOb2EoxOA\n"                           \
    "l28uckCWXqL6gsc=\n"                                                                           \
    "-----END PRIVATE KEY-----\n"

/* P-256, SEC 1 */
#define EC_KEY                                                                                     \
    "-----BEGIN EC PRIVATE KEY-----\n"                                                             \
    "MHcCAQEEIOAFm9KIf8UKgyRi8q1wtcc/euObB2+762KtLiYGGDyeoAoGCCqGSM49\n"                           \
    "AwEHoUQDQgAEyev3CYjG0lmgQ2pY1g34Xsr/2hZYmOWLkw/wUeN2Bmo0ahYcmJvF\n"                           \
    "wNF49oMUhJc9Fh5NcUyVre02rqHKbMsulw==\n"                                                       \
    "-----END EC PRIVATE KEY-----\n"

/* the same in PKCS #8 */
#define EC_KEY_PKCS8                                                                               \
    "-----BEGIN PRIVATE KEY-----\n"                                                                \
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4AWb0oh/xQqDJGLy\n"                           \
    "rXC1xz9645sHb7vrYq0uJgYYPJ6hRANCAATJ6/cJiMbSWaBDaljWDfheyv/aFliY\n"                           \
    "5YuTD/BR43YGajRqFhyYm8XA0Xj2gxSElz0WHk1xTJWt7Tauocpsyy6X\n"                                   \
    "-----END PRIVATE KEY-----\n"

/* a curve that Go does not know */
#define K1_KEY                                                                                     \
    "-----BEGIN EC PRIVATE KEY-----\n"                                                             \
    "MHQCAQEEIG39OndiaoqQwkdVXbswApV2I8M1HY4SQJh8gPNWOPTDoAcGBSuBBAAK\n"                           \
    "oUQDQgAEMjCuQpmAZr7XAuHBif+hDZWWl+E6WSGVUNLZpr/f4J/Q8AzZSfeaehZI\n"                           \
    "rEH8mkgH4Pb+YhyAkdD/qm/eISKYxA==\n"                                                           \
    "-----END EC PRIVATE KEY-----\n"

#define ED25519_KEY                                                                                \
    "-----BEGIN PRIVATE KEY-----\n"                                                                \
    "MC4CAQAwBQYDK2VwBCIEIFdNijC5sZCgj/aL0mnRxWMCybKDuLFXA2yIcgyB/Dma\n"                           \
    "-----END PRIVATE KEY-----\n"

#endif
