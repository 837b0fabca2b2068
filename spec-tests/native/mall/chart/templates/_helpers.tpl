<</* The pair belongs to the file: food calls this one from {{ }}. */>>
<<- define "mall.name" ->>
<< .Release.Name >>-<< .Chart.Name | trunc 20 >>
<<- end >>
<<- define "mall.tpl" ->>
<< tpl .text .top >>
<<- end >>
