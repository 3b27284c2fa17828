s|mae troseddau cerbydau’n codi|& <val ref="vehicle.change" as="percent"/>|
